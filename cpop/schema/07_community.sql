-- One community: then and now, its type, whom to learn from, its data zones

create table most_vulnerable as
with five as (
    select max(vulnerable_rank) as places from community
),
ranked as (
    select
        *,
        row_number() over (partition by area_code order by position, community_code) as place,
        -- Five of fewer than ten would be most of them.
        communities >= 2 * places as has_five
    from vulnerability
    cross join five
)
select
    community_code,
    ranked.area_code,
    vulnerable_rank as rank_then,
    case when place <= places or not has_five then place end as rank_now,
    position,
    communities,
    band,
    has_five
from ranked
join community using (community_code)
where vulnerable_rank is not null or place <= places or not has_five
order by ranked.area_code, community_code;
comment on table most_vulnerable is 'One row per community that was among the five most vulnerable of its CPP in 2006/07 (rank_then, 1 to 5) or is now, by overall vulnerability (rank_now; ties by code); missing where it was or is not. A CPP with fewer than ten communities has no such five (has_five): all its communities are here, each with its rank_now. position, communities, band: as in vulnerability.';

create view vulnerable_still as
select
    area_code,
    count(rank_then) filter (has_five) as were,
    count(*) filter (has_five and rank_then is not null and rank_now is not null) as still,
    any_value(communities) as communities,
    any_value(has_five) as has_five
from most_vulnerable
group by area_code;
comment on view vulnerable_still is 'One row per CPP: how many communities were among its five most vulnerable in 2006/07, how many of them still are, and how many communities it has. None are counted where it has fewer than ten (has_five).';

create table community_latest as
select
    area_code,
    score.community_code,
    score.indicator,
    base_year.year as base_year,
    base.value as base_value,
    base.status as base_status,
    score.year,
    score.value,
    latest.status,
    change
from community_score as score
join base_year on
    base_year.level = 'community'
    and base_year.indicator = score.indicator
join observation as latest on
    latest.level = 'community'
    and latest.place_code = score.community_code
    and latest.indicator = score.indicator
    and latest.year = score.year
left join observation as base on
    base.level = 'community'
    and base.place_code = score.community_code
    and base.indicator = score.indicator
    and base.year = base_year.year
    and base.status <> 'projected'
order by area_code, score.community_code, score.indicator;
comment on table community_latest is 'One row per community and indicator: the figure of the base year and of the latest year, each with its status (the two years are one where the series holds one), and the change between them as a ratio (above 0 is better), which the change scores stand on.';

create table community_level as
with beside as (
    select
        latest.community_code,
        latest.area_code,
        latest.indicator,
        latest.year,
        latest.value,
        latest.status,
        alike_across_levels as is_alike,
        case when alike_across_levels then area.value else area_mean.value end as beside_value,
        case when alike_across_levels then area.status else area_mean.status end as beside_status,
        sign,
        decimals
    from community_latest as latest
    join indicator using (indicator)
    left join observation as area on
        area.level = 'cpp'
        and area.place_code = latest.area_code
        and area.indicator = latest.indicator
        and area.year = latest.year
    left join area_mean on
        area_mean.area_code = latest.area_code
        and area_mean.indicator = latest.indicator
        and area_mean.year = latest.year
)
select
    * exclude (sign, decimals),
    level_code(value, beside_value, sign, decimals, null) as level
from beside
order by area_code, community_code, indicator;
comment on table community_level is 'One row per community and indicator, latest year: its figure beside that of its CPP (is_alike), or beside the unweighted mean of the CPP''s communities where the figures of the two levels are not alike, and its level: better, worse, or about_the_same where there is no difference at the precision shown.';

create view community_series as
select
    place_code as community_code,
    indicator,
    year,
    period,
    value,
    status
from observation
where level = 'community';
comment on view community_series is 'One row per community, indicator and year; missing values are kept.';

create table type_mean as
select
    typology_group,
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
order by typology_group, indicator, year;
comment on table type_mean is 'One row per typology group, indicator and year: the unweighted mean of its communities. status is the weakest of theirs; members: how many values entered.';

create table community_base_score as
select
    typology_group,
    community_code,
    indicator,
    base_year,
    sign * (base_value - avg(base_value) over type) / nullif(stddev_samp(base_value) over type, 0) as type_score
from community_latest
join community using (community_code)
join indicator using (indicator)
window type as (partition by indicator, typology_group)
order by typology_group, community_code, indicator;
comment on table community_base_score is 'Internal: one row per community and indicator: its score within its typology group in the base year, in standard deviations, above 0 where it was better than the group''s mean.';

create table community_start as
with combined as (
    select
        typology_group,
        community_code,
        sum(type_score) as start_score
    from community_base_score
    group by all
),
ranked as (
    select
        *,
        rank() over poorest_first as lowest_position,
        count(*) over (partition by typology_group, round(start_score, 9)) as equals,
        stddev_samp(start_score) over (partition by typology_group) as type_spread
    from combined
    window poorest_first as (partition by typology_group order by round(start_score, 9) nulls last)
)
select
    typology_group,
    community_code,
    start_score,
    case when start_score is not null then lowest_position + (equals - 1) / 2 end as start_position,
    type_spread
from ranked
order by typology_group, community_code;
comment on table community_start is 'Internal: one row per community: its combined type score over all indicators in the base year, its position by it within its typology group (1 is the poorest, equal scores share the mean position), and the standard deviation of the group''s scores.';

create table community_standing as
select
    place.*,
    band,
    bands
from community_position(community_indicators()) as place
left join vulnerability using (community_code)
order by place.area_code, outcomes_in_area, community_code;
comment on table community_standing is 'One row per community: the columns of community_position over all indicators with figures for communities, its band of vulnerability, and how many bands its CPP has.';

create table community_in_list as
with listed as (
    select
        community_code,
        area_code as list_code,
        'area' as among,
        unnest(['outcomes', 'improvement']) as topic,
        unnest([outcomes_in_area, change_in_area]) as position,
        unnest([outcomes_in_area_of, change_in_area_of]) as communities
    from community_standing
    union all
    select
        community_code,
        typology_group::varchar,
        'type',
        unnest(['outcomes', 'improvement']),
        unnest([outcomes_in_type, change_in_type]),
        unnest([outcomes_in_type_of, change_in_type_of])
    from community_standing
)
select
    community_code,
    topic,
    among,
    position,
    communities,
    lag(community_code) over in_order as before_code,
    lead(community_code) over in_order as after_code
from listed
window in_order as (
    -- Those without a position are nobody's neighbours.
    partition by topic, among, list_code, position is null
    order by position, community_code
)
order by community_code, topic, among;
comment on table community_in_list is 'One row per community, topic (outcomes, improvement) and list: its position among the communities of its CPP (among: area) or of its typology group (type), 1 the poorest or least improved, of so many communities, as in community_standing; and the communities just before and just after it (ties by code).';

create table community_progress as
with improved as (
    select
        community_code,
        count(*) filter (direction = 'improved') as improved,
        count(direction) as changes
    from raw_change
    group by all
)
select
    typology_group,
    community_code,
    area_code,
    start_score,
    start_position,
    type_spread,
    outcomes_in_type as type_position,
    outcomes_in_type_of as communities,
    type_change,
    improved.improved,
    improved.changes
from community_start
join community_standing using (typology_group, community_code)
join improved using (community_code)
order by typology_group, community_code;
comment on table community_progress is 'One row per community: where it started within its typology group (community_start) and where it stands there now, its combined type change score over all indicators since, and on how many of those measured twice or more (changes) it improved between measured years.';

create view learn_from as
select
    mine.community_code,
    theirs.community_code as similar_code,
    theirs.area_code as similar_area_code,
    theirs.start_score <= mine.start_score + mine.type_spread as was_as_poor,
    theirs.type_change > 0 as did_better,
    theirs.type_change > mine.type_change as did_better_than_here,
    theirs.start_position,
    theirs.type_position,
    theirs.communities,
    theirs.improved,
    theirs.changes,
    theirs.type_change
from community_progress as mine
join community_progress as theirs
    on theirs.typology_group = mine.typology_group
    and theirs.community_code <> mine.community_code;
comment on view learn_from is 'One row per community and other community of its typology group (similar_code, to which all other columns belong). was_as_poor: its combined type score in the base year was lower, or higher by at most one standard deviation of the group''s; did_better: it improved more than the group''s average since (combined type change score above 0). Those with both are worth learning from.';

create view learn_from_outcome as
select
    mine.community_code,
    theirs.community_code as similar_code,
    latest.area_code as similar_area_code,
    theirs.indicator,
    theirs.type_score <= mine.type_score + 1 as was_as_poor,
    score.type_change_score > 0 as did_better,
    latest.base_year,
    latest.base_value,
    latest.base_status,
    latest.year,
    latest.value,
    latest.status,
    latest.change,
    change_code(latest.base_value, latest.value, sign, decimals, null) as direction,
    change_told_as(latest.base_value, latest.value, kind) as told_as
from community_base_score as mine
join community_base_score as theirs
    on theirs.typology_group = mine.typology_group
    and theirs.indicator = mine.indicator
    and theirs.community_code <> mine.community_code
join community_latest as latest
    on latest.community_code = theirs.community_code
    and latest.indicator = theirs.indicator
join community_score as score
    on score.community_code = theirs.community_code
    and score.indicator = theirs.indicator
join indicator on indicator.indicator = theirs.indicator;
comment on view learn_from_outcome is 'One row per community, indicator and other community of its typology group (similar_code, to which all other columns belong). was_as_poor: its type score in the base year was lower, or higher by at most one; did_better: it improved more than the group''s average since (type change score above 0). Those with both are worth learning from. direction, told_as: of its change from the base year to the latest, as in raw_change.';

create table data_zone_figure as
with asked as (
    select
        indicator,
        year,
        sign,
        kind
    from latest_year
    join indicator using (indicator)
    where level = 'data_zone'
),
figure as (
    select
        place_code as data_zone_code,
        indicator,
        year,
        value,
        status
    from observation
    where level = 'data_zone'
)
select
    data_zone.community_code,
    data_zone_code,
    indicator,
    year,
    value,
    status,
    value is null as is_suppressed,
    coalesce(kind = 'percentage' and value > 100, false) as is_over_100,
    case when value is not null then
        (rank() over poorest_first - 1) * 5 // count(value) over everyone + 1
    end as area_fifth,
    case when value is not null then
        (rank() over poorest_in_scotland - 1) * 5 // count(value) over all_of_scotland + 1
    end as scotland_fifth
from data_zone
join community using (community_code)
cross join asked
left join figure using (data_zone_code, indicator, year)
window
    everyone as (partition by area_code, indicator),
    poorest_first as (partition by area_code, indicator order by sign * value nulls last),
    all_of_scotland as (partition by indicator),
    poorest_in_scotland as (partition by indicator order by sign * value nulls last)
order by data_zone.community_code, data_zone_code, indicator;
comment on table data_zone_figure is 'One row per data zone and indicator with figures for data zones, in the newest year of that indicator there. is_suppressed: the source gives no figure, because too few people are counted. is_over_100: a percentage above 100, which small estimates of population can cause. area_fifth: its fifth of the CPP''s data zones with a figure, 1 the poorest; equal values share the poorer. scotland_fifth: the same of all Scotland''s.';

create view area_extent as
with place as (
    select area_code, longitude, latitude
    from data_zone
    join community using (community_code)
    union all
    select scotland(), longitude, latitude
    from data_zone
),
spread as (
    select
        area_code,
        min(longitude) as west,
        max(longitude) as east,
        min(latitude) as south,
        max(latitude) as north
    from place
    group by all
),
margin as (
    select
        *,
        -- A degree of longitude is about half as long as one of latitude up here.
        greatest((east - west) / 2, north - south) * case area_code when scotland() then 0.04 else 0.12 end as edge
    from spread
)
select
    area_code,
    west - edge * 2 as west,
    east + edge * 2 as east,
    south - edge as south,
    north + edge as north
from margin;
comment on view area_extent is 'Internal: one row per area (Scotland included): the window of its map, in degrees. It encloses where people live (the centroids of its data zones) with a margin (an eighth; a twenty-fifth for Scotland), so that far uninhabited rocks do not shrink the rest.';

create table data_zone_scale as
with asked as (
    select
        indicator,
        year
    from latest_year
    where level = 'data_zone'
)
select
    observation.level,
    place_code,
    indicator,
    year,
    value,
    status
from observation
join asked using (indicator, year)
join indicator using (indicator)
where observation.level = 'community' or (observation.level in ('scotland', 'cpp') and alike_across_levels)
order by place_code, indicator;
comment on table data_zone_scale is 'One row per indicator with figures for data zones and place above them (community, CPP, Scotland): its figure in the same year as theirs. CPPs and Scotland are left out where their figures are not alike those of communities.';
