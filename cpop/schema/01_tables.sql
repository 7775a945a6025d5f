-- The tables and views of the Community Planning Outcomes Profile: the one place where a derived number is defined.
-- Definitions: see the Guide. Figures that many views need are kept as tables, filled once when the data is loaded.
-- `improvement` is in per cent, `change` a ratio, scores are in standard deviations; a missing value stays missing.
-- The variables `data_dir` and `indicators` are set by database.py before this script runs.

-- Tables from Parquet

create table area as
select area_code, slug, name, family_deprivation, family_density, workbook_name
from read_parquet(getvariable('data_dir') || '/area.parquet');
comment on table area is 'One row per area: Scotland and the 32 CPPs. Scotland belongs to no family group.';

create table community as
from read_parquet(getvariable('data_dir') || '/community.parquet');
comment on table community is 'One row per community (intermediate zone of 2011). vulnerable_rank: 1 to 5 where the community was among the five most vulnerable of its CPP in 2006/07.';

create table data_zone as
from read_parquet(getvariable('data_dir') || '/data_zone.parquet');
comment on table data_zone is 'One row per data zone of 2011, with the longitude and latitude of its centroid.';

create table indicator as
select unnest(one) from (select unnest(getvariable('indicators')) as one);
comment on table indicator is 'One row per indicator of the catalogue (cpop/indicators.toml). sign: +1 where higher is better, -1 where lower is.';

create table observation as
from read_parquet(getvariable('data_dir') || '/observation.parquet');
comment on table observation is 'One row per level, place, indicator and year. status: raw (measured), imputed (estimated) or projected (modelled).';

create table deprivation as
from read_parquet(getvariable('data_dir') || '/deprivation.parquet');
comment on table deprivation is 'One row per community and SIMD edition: people who are and are not income deprived.';

create table population as
from read_parquet(getvariable('data_dir') || '/population.parquet');
comment on table population is 'One row per community: its people of all ages and of some age groups, in the middle of the one year given. Denominators of indicative intervals.';

create table settlement as
from read_parquet(getvariable('data_dir') || '/settlement.parquet');
comment on table settlement is 'One row per settlement of 500 people or more, a place that people name: its other names (between |), people, longitude and latitude of its middle, and the community that this lies in. GeoNames, CC BY 4.0.';

create table previous_observation as
from read_parquet(getvariable('data_dir') || '/previous_observation.parquet');
comment on table previous_observation is 'One row per level, place, indicator and year of the edition before this one (no data zones), to compare the two. No row where there is none.';

create table newer_series as
from read_parquet(getvariable('data_dir') || '/newer_series.parquet');
comment on table newer_series is 'One row per official series that is newer than the edition: what it is, the indicator that it stands beside, how it differs from it, who published it and when. Not the profile''s own measures.';

create table newer as
from read_parquet(getvariable('data_dir') || '/newer.parquet');
comment on table newer is 'One row per newer series, area and period (which begins at start): the value and, where published, its 95% interval. In no score, rank or standing.';

create macro scotland() as (select area_code from area where family_deprivation is null);
comment on macro scotland is 'The area_code of Scotland as a whole.';
