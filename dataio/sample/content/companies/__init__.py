"""The employers of the sample. All of them are invented, and so is everything they say of themselves."""

from dataio.sample.content.companies.africa_asia_pacific import AFRICA_ASIA_PACIFIC
from dataio.sample.content.companies.americas import AMERICAS
from dataio.sample.content.companies.central_and_northern_europe import CENTRAL_AND_NORTHERN_EUROPE
from dataio.sample.content.companies.western_europe import WESTERN_EUROPE

COMPANIES = (*AFRICA_ASIA_PACIFIC, *AMERICAS, *CENTRAL_AND_NORTHERN_EUROPE, *WESTERN_EUROPE)
