"""The people of Prairie Bend County. They are invented, and so are their addresses."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from commonweal.communities.enums import Role

PASSWORD = "prairie-bend"  # noqa: S105 -- the worked example's, printed at its start
DOMAIN = "prairie-bend.example"


@dataclass(frozen=True, slots=True)
class Part:
    """One person of the example; ``colour`` is the number of their avatar's colour, 1 to 8."""

    full_name: str
    role: Role
    colour: int

    @property
    def email(self) -> str:
        """An address that can belong to nobody: the domain is reserved for examples."""
        return f"{self.full_name.split()[0].lower()}@{DOMAIN}"

    @property
    def uid(self) -> UUID:
        """The same in every installation, with the three bits that decide the avatar's colour."""
        return UUID(int=uuid5(NAMESPACE_URL, self.email).int & ~0b111 | (self.colour - 1))


MARISOL = Part("Marisol Ortega-Lund", Role.LEAD, 1)
ROSA = Part("Rosa Delgado", Role.WRITER, 7)
PRIYA = Part("Priya Venkat", Role.WRITER, 3)
TOM = Part("Tom Lindqvist", Role.READER, 6)
WALT = Part("Walt Brandvold", Role.WRITER, 2)
DENISE = Part("Denise Okafor", Role.READER, 5)
CAST = (MARISOL, ROSA, PRIYA, TOM)
"""Those who begin."""
JOINED = (WALT, DENISE)
"""Those who join while the Profile is written."""
