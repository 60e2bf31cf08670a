"""The kinds of work of the sample, by the names that the companies list."""

from dataio.sample.content.roles.business import BUSINESS
from dataio.sample.content.roles.care_and_learning import CARE_AND_LEARNING
from dataio.sample.content.roles.crafts import CRAFTS
from dataio.sample.content.roles.places import PLACES
from dataio.sample.content.roles.products_and_words import PRODUCTS_AND_WORDS
from dataio.sample.content.roles.software import SOFTWARE
from dataio.sample.content.roles.systems_and_data import SYSTEMS_AND_DATA
from dataio.sample.content.shapes import Role

ROLES: dict[str, Role] = {
    **BUSINESS,
    **CARE_AND_LEARNING,
    **CRAFTS,
    **PLACES,
    **PRODUCTS_AND_WORDS,
    **SOFTWARE,
    **SYSTEMS_AND_DATA,
}
