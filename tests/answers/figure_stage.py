"""The scene with a place, a measure that has values there, and a figure of it in the answer."""

from dataclasses import dataclass
from datetime import datetime

from commonweal.answers import figure_services, services
from commonweal.answers.models import Figure
from commonweal.measures.models import Measure
from commonweal.warehouse.models import Place, Release
from tests.answers.conftest import Scene
from tests.factories.figures import make_measure, make_release, publish, settle


@dataclass
class FigureStage:
    scene: Scene
    place: Place
    measure: Measure
    release: Release

    def add(self, now: datetime) -> Figure:
        """A figure that no text holds yet."""
        return figure_services.add_figure(
            answer_id=self.scene.answer.pk,
            measure_key=self.measure.key,
            place_fips=self.place.fips,
            by=self.scene.writer,
            now=now,
        )

    def place_figures(self, *figures: Figure, now: datetime) -> None:
        """Make these figures, after a sentence, the text of the answer."""
        opening = {"type": "paragraph", "content": [{"type": "text", "text": "We look at weight first."}]}
        placed = [{"type": "figure", "attrs": {"uid": str(figure.uid)}} for figure in figures]
        document = {"type": "doc", "content": [opening, *placed]}
        answer = services.write_document(
            answer_id=self.scene.answer.pk, document=document, by=self.scene.writer, now=now
        )
        self.scene.answer = services.up_to_date(answer)


def set_up(scene: Scene) -> FigureStage:
    place, measure, release = settle(scene.community), make_measure(), make_release()
    publish(measure, release, "41.2 39.1 43.0")
    return FigureStage(scene, place, measure, release)
