-- Data: all places, and what there is of each

create table place as
select
    case when area_code = scotland() then 'scotland' else 'cpp' end as level,
    area_code as place_code,
    name,
    null::varchar as community_code,
    null::varchar as community,
    area_code,
    name as area
from area
union all
select 'community', community_code, community.name, community_code, community.name, area_code, area.name
from community
join area using (area_code)
union all
select 'data_zone', data_zone_code, data_zone.name, community_code, community.name, area_code, area.name
from data_zone
join community using (community_code)
join area using (area_code)
order by level, area, name;
comment on table place is 'One row per place of any level (Scotland, CPP, community, data zone), with the community and the area that it lies in.';

create table coverage as
select
    level,
    area_code,
    indicator,
    year,
    count(*) as places,
    count(value) filter (status = 'raw') as measured,
    count(value) filter (status = 'imputed') as estimated,
    count(value) filter (status = 'projected') as projected,
    count(*) filter (value is null and status = 'raw') as blank_measured,
    count(*) filter (value is null and status = 'imputed') as blank_estimated,
    count(*) filter (value is null and status = 'projected') as blank_projected
from observation
join place using (level, place_code)
group by all
order by all;
comment on table coverage is 'One row per level, area, indicator and year with figures: how many places of the area the workbooks list, how many of them have a measured, an estimated or a projected value, and how many of each are blank.';
