-- Towns and villages: which communities they reach

create table settlement_community as
with middle as (
    select community_code, avg(longitude) as longitude, avg(latitude) as latitude
    from data_zone
    group by community_code
),
-- A degree of longitude is about half as long as one of latitude so far north.
apart as (
    select
        settlement.name,
        settlement.community_code as own_code,
        settlement.population,
        middle.community_code,
        middle.community_code = settlement.community_code as is_own,
        ((middle.longitude - settlement.longitude) * cos(radians(settlement.latitude))) ** 2
        + (middle.latitude - settlement.latitude) ** 2 as distance
    from settlement, middle
    where middle.community_code = settlement.community_code
        or abs(middle.latitude - settlement.latitude) < 0.1 and abs(middle.longitude - settlement.longitude) < 0.2
),
filled as (
    select
        apart.*,
        row_number() over nearest_first as place,
        sum(all_ages) over nearest_first - all_ages / 2 as people
    from apart
    join population using (community_code)
    window nearest_first as (
        partition by name, own_code order by is_own desc, distance, community_code
        rows between unbounded preceding and current row
    )
)
select name, own_code, community_code, place
from filled
where (people <= population or is_own) and place <= 8
order by name, own_code, place;
comment on table settlement_community is 'One row per settlement (name and own_code, the community that its middle lies in) and community around it: its own first, then those whose middle is nearest, while more than half of the people of each find room in the settlement; eight at most. Near, not exact: no boundary of a settlement enters.';
