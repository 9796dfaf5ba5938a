"""The words and patterns of languages, a file each: `lacks` names the sections that a language does without."""
