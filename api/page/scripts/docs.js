// The page /docs: Swagger's own, shown from files of this machine, with the token that the page of questions keeps.

import { ask, authorization } from "./api.js";
import { byId, trouble } from "./dom.js";

async function show() {
  try {
    SwaggerUIBundle({
      spec: await ask("GET", "/openapi.json"),
      dom_id: "#swagger-ui",
      deepLinking: true,
      validatorUrl: null,
      defaultModelsExpandDepth: 0,
      requestInterceptor: (request) => {
        request.headers = { ...authorization(), ...request.headers }; // one given by its "Authorize" is the reader's will
        return request;
      },
    });
  } catch (problem) {
    byId("swagger-ui").replaceChildren(trouble(problem, show));
  }
}

show();
