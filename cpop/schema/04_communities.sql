-- Communities

create table community_score as
with latest as (
    select
        place_code as community_code,
        indicator,
        year,
        value
    from observation
    join latest_year using (indicator, level, year)
    where level = 'community'
),
base as (
    select
        place_code as community_code,
        indicator,
        value as base_value
    from observation
    join base_year using (indicator, level, year)
    join latest_year using (indicator, level)
    -- A series of one year has no change: that is missing, not nought.
    where level = 'community' and status <> 'projected' and base_year.year < latest_year.year
),
changed as (
    select
        community_code,
        area_code,
        typology_group,
        indicator,
        sign,
        year,
        value,
        sign * (nullif(value, 0) / nullif(base_value, 0) - 1) as change
    from latest
    join community using (community_code)
    join indicator using (indicator)
    left join base using (community_code, indicator)
),
overall as (
    select
        *,
        (change - avg(change) over everyone) / nullif(stddev_samp(change) over everyone, 0) as overall_z
    from changed
    window everyone as (partition by indicator)
)
select
    community_code,
    area_code,
    indicator,
    year,
    value,
    sign * (value - avg(value) over area) / nullif(stddev_samp(value) over area, 0) as area_score,
    sign * (value - avg(value) over type) / nullif(stddev_samp(value) over type, 0) as type_score,
    change,
    (overall_z - avg(overall_z) over area) / nullif(stddev_samp(overall_z) over area, 0) as area_change_score,
    (overall_z - avg(overall_z) over type) / nullif(stddev_samp(overall_z) over type, 0) as type_change_score,
    overall_z
from overall
window
    area as (partition by indicator, area_code),
    type as (partition by indicator, typology_group)
order by indicator, community_code;
comment on table community_score is 'One row per community and indicator, latest year: scores in standard deviations within its CPP and within its typology group, change since the base year as a ratio (above 0 is better) and its scores. overall_z: change standardised over all communities of Scotland.';

create macro change_told_as(first, last, kind) as case
    when first is null or last is null then null
    when kind = 'percentage' then 'points'
    when least(abs(first), abs(last)) * 2 < greatest(abs(first), abs(last)) then 'values'
    when coalesce(round(abs(last / nullif(first, 0) - 1) * 100, 1), 0) = 0 then 'values'
    else 'percent'
end;
comment on macro change_told_as is 'Internal: how the change of a figure is told: in points where it is a percentage; else in per cent, but from value to value where one end is under half of the other (a small base makes a percentage of any size) or where it comes to 0.0%. Missing where an end is.';

create table area_mean as
select
    area_code,
    indicator,
    year,
    period,
    avg(value) as value,
    weakest(status) as status,
    count(value) as members
from observation
join community on community_code = place_code
where level = 'community' and value is not null
group by all
order by area_code, indicator, year;
comment on table area_mean is 'One row per CPP, indicator and year: the unweighted mean of its communities. status is the weakest of theirs; members: how many values entered.';

create table raw_change as
with measured_year as (
    select distinct
        indicator,
        observation.year
    from observation
    join base_year using (indicator, level)
    where level = 'community' and status = 'raw' and value is not null and observation.year >= base_year.year
),
raw_span as (
    select
        indicator,
        min(year) as first_year,
        max(year) as last_year
    from measured_year
    group by all
    having min(year) < max(year)
),
ends as (
    select
        community_code,
        area_code,
        vulnerable_rank,
        base_year.indicator,
        first_year,
        last_year,
        first.value as first_value,
        last.value as last_value
    from base_year
    left join raw_span using (indicator)
    cross join community
    left join observation as first on
        first.level = 'community'
        and first.place_code = community_code
        and first.indicator = base_year.indicator
        and first.year = first_year
    left join observation as last on
        last.level = 'community'
        and last.place_code = community_code
        and last.indicator = base_year.indicator
        and last.year = last_year
    where base_year.level = 'community'
),
with_area as (
    select
        *,
        avg(first_value) over area as area_first_value,
        avg(last_value) over area as area_last_value
    from ends
    window area as (partition by area_code, indicator)
),
measured as (
    select
        with_area.*,
        sign,
        kind,
        decimals,
        sign * (last_value / nullif(first_value, 0) - 1) * 100 as improvement,
        sign * (area_last_value / nullif(area_first_value, 0) - 1) * 100 as area_improvement,
        sign * (first_value - area_first_value) as first_gap,
        sign * (last_value - area_last_value) as last_gap
    from with_area
    join indicator using (indicator)
),
judged as (
    select
        *,
        case
            when first_gap is null or last_gap is null then null
            when makes_no_difference(first_gap, last_gap, decimals, null) then 'kept'
            when last_gap > first_gap then 'gained'
            else 'lost'
        end as ground
    from measured
)
select
    community_code,
    area_code,
    vulnerable_rank,
    indicator,
    first_year,
    last_year,
    first_value,
    last_value,
    improvement,
    area_improvement,
    area_first_value,
    area_last_value,
    change_code(first_value, last_value, sign, decimals, null) as direction,
    change_told_as(first_value, last_value, kind) as told_as,
    change_code(area_first_value, area_last_value, sign, decimals, null) as area_direction,
    change_told_as(area_first_value, area_last_value, kind) as area_told_as,
    first_gap,
    last_gap,
    ground,
    case
        when ground is null then null
        when ground = 'kept' then 'keeping_its_distance'
        when shown(last_gap, decimals) = 0 then if(ground = 'gained', 'caught_up', 'lost_its_lead')
        when last_gap > 0 and ground = 'lost' then 'losing_ground'
        when last_gap > 0 then if(shown(first_gap, decimals) <= 0, 'moved_ahead', 'pulling_away')
        when ground = 'gained' then 'catching_up'
        else if(shown(first_gap, decimals) >= 0, 'fallen_behind', 'falling_further_behind')
    end as movement,
    case when ground = 'lost' then coalesce(round(improvement) > round(area_improvement), false) end
        as is_ahead_by_share
from judged
order by area_code, community_code, indicator;
comment on table raw_change is 'One row per community and indicator: from the first to the last measured (raw) year since the newest break (missing where fewer than two are measured), its values and improvement in per cent, beside those of the unweighted mean of the CPP''s communities. direction: improved, worsened, or little_change where there is none at the precision shown; told_as: points, percent or values. Gaps to that mean are in the unit of the indicator, above 0 where the community is better: ground (gained, kept, lost) and movement say what became of them, at the precision shown. is_ahead_by_share: whether a community that lost ground still improved more, or worsened less, than that mean in per cent.';

create view vulnerable_change as
select * from raw_change where vulnerable_rank is not null;
comment on view vulnerable_change is 'One row per most vulnerable community (five of each CPP, fixed since 2006/07) and indicator: the columns of raw_change.';
