"""Whether one thing is asked for, or all of a topic."""

from datetime import date

import pytest

from rag.question.read import read_question


@pytest.mark.parametrize(
    "text",
    [
        "what did I learn about CNNs",
        "What have I written on sourdough?",
        "tell me about the garden",
        "how did my view of transformers change",
        "which books did I read",
        "what did I do last week",
        "what about the tomatoes",
        "Was ist mit dem Dach?",
        "kernels",
        "gradient descent",
        "Was habe ich über Kernel gelernt?",
        "qu'ai-je appris sur les réseaux",
        "¿Qué aprendí de redes?",
    ],
)
def test_all_of_a_topic(text: str) -> None:
    assert read_question(text, date(2024, 1, 10)).form == "topic"


@pytest.mark.parametrize(
    "text",
    [
        "where did we moor the boat",
        "Who lent me the drill?",
        "why did the model overfit",
        "how many layers does the net have",
        "when did I first read about backprop",
        "did I ever visit the lighthouse",
        "which optimiser did I use",
        "Wo liegt das Boot?",
        "où est le bateau",
    ],
)
def test_one_thing(text: str) -> None:
    assert read_question(text, date(2024, 1, 10)).form == "fact"
