-- Numbers of people: how many stand behind a difference

create macro two_figures(number) as
    round(round(number / power(10, greatest(floor(log10(nullif(number, 0))) - 1, 0)), 9))
    * power(10, greatest(floor(log10(nullif(number, 0))) - 1, 0));
comment on macro two_figures is 'Internal: a number at two significant figures, half away from zero; whole below ten. Nought is missing.';

create macro weakest_of(one, other) as case
    when 'projected' in (one, other) then 'projected'
    when 'imputed' in (one, other) then 'imputed'
    when one is not null and other is not null then 'raw'
end;
comment on macro weakest_of is 'Internal: the weaker of two statuses; missing where a figure is.';

create macro counted_between(value, other, people, rate_base) as
    coalesce(two_figures(abs(value - other) * people / coalesce(rate_base, 100)), if(value = other, 0, null));
comment on macro counted_between is 'Internal: how many of those whom an outcome counts stand behind the difference of two figures, at two significant figures. rate_base: per how many people a rate is, missing where it is a percentage.';

create table place_people as
with community_people as (
    unpivot (select * exclude (year) from population)
    on columns(* exclude (community_code))
    into name age_group value people
)
select community_code as place_code, age_group, people
from community_people
union all
select area_code, age_group, sum(people)::bigint
from community_people
join community using (community_code)
group by all
union all
select scotland(), age_group, sum(people)::bigint
from community_people
group by all
order by all;
comment on table place_people is 'One row per place (community, CPP or Scotland) and age group: its people in the one year of the table population. An area''s are those of its communities together.';

create table area_people as
select
    cpp_standing.area_code,
    comparator,
    indicator.indicator,
    cpp_standing.year,
    value,
    comparator_value,
    weakest_of(status, comparator_status) as status,
    level,
    people,
    counted_between(value, comparator_value, people, rate_base) as counted
from cpp_standing
join indicator on indicator.indicator = cpp_standing.indicator
join place_people on place_code = cpp_standing.area_code and place_people.age_group = indicator.age_group
where indicator.age_group is not null
order by all;
comment on table area_people is 'One row per area, comparator (as in cpp_standing) and indicator that counts people or events among them, latest year: both figures, the weaker status of the two, level, the people of the outcome''s age group, and counted: |difference| x people, at two significant figures. It is scale, not a forecast.';

create table best_similar as
select
    mine.area_code,
    mine.family,
    best.indicator,
    min(best.area_code) as best_area
from area_group as mine
join cpp_position as best using (group_code)
join latest_year using (indicator, year)
where mine.family is not null and latest_year.level = 'cpp' and best.rank = 1
group by all
order by all;
comment on table best_similar is 'One row per CPP, family and indicator: of its group, itself included, the CPP with the best figure of the latest year, the first by code where several have it.';

create table community_people as
with tenth as (
    select
        latest.area_code,
        indicator,
        avg(value) as value,
        weakest(status) as status
    from community_latest as latest
    join deprivation_tenth as tenth using (area_code, community_code)
    where is_least_deprived and value is not null
    group by all
)
select
    community_code,
    indicator.indicator,
    latest.year,
    latest.value,
    tenth.value as comparator_value,
    weakest_of(latest.status, tenth.status) as status,
    level_code(latest.value, tenth.value, sign, decimals, null) as level,
    people,
    counted_between(latest.value, tenth.value, people, rate_base) as counted
from community_latest as latest
join indicator on indicator.indicator = latest.indicator
join place_people on place_code = community_code and place_people.age_group = indicator.age_group
left join tenth on tenth.area_code = latest.area_code and tenth.indicator = latest.indicator
where indicator.age_group is not null
order by all;
comment on table community_people is 'One row per community and indicator that counts people or events among them, latest year: its figure beside the mean of the least deprived tenth of its CPP''s communities, and counted as in area_people. status: the weaker of the two.';
