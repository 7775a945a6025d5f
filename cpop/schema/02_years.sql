-- Years, and how a figure is shown

create macro shown(value, decimals) as round(round(value * power(10, decimals), 6)) / power(10, decimals);
comment on macro shown is 'Internal: a figure at the precision it is shown with, half away from zero as on the pages (catalogue.rounded).';

create macro period(year) as year || '/' || lpad(((year + 1) % 100)::varchar, 2, '0');
comment on macro period is 'The label of a year by its first calendar year: 2021/22.';

create macro weakest(status) as case
    when bool_or(status = 'projected') then 'projected'
    when bool_or(status = 'imputed') then 'imputed'
    else 'raw'
end;
comment on macro weakest is 'Internal: the weakest status among some figures (an aggregate): what a mean of them rests on.';

create view observed as
select * from observation where status <> 'projected' and value is not null;
comment on view observed is 'One row per level, place, indicator and year with a measured or estimated value: no projections, no gaps.';

create table latest_year as
select
    indicator,
    case level when 'scotland' then 'cpp' else level end as level,
    max(year) as year
from observed
group by all;
comment on table latest_year is 'One row per indicator and level (Scotland counts with the CPPs): the newest year with observed values there.';

create table series_break as
with content as (
    select
        indicator,
        unnest(breaks) as one
    from indicator
)
select
    indicator,
    one.level as level,
    one.year as year,
    one.what as what
from content
order by all;
comment on table series_break is 'One row per indicator, level and year from which its figures are not alike those before (content of indicators.toml), with what happened. Nothing is measured across it.';

create table base_year as
with oldest as (
    select
        indicator,
        case level when 'scotland' then 'cpp' else level end as level,
        min(year) as year
    from observed
    group by all
),
newest_break as (
    select
        indicator,
        level,
        max(year) as year
    from series_break
    group by all
)
select
    indicator,
    level,
    greatest(oldest.year, coalesce(newest_break.year, oldest.year)) as year
from oldest
left join newest_break using (indicator, level);
comment on table base_year is 'One row per indicator and level (Scotland counts with the CPPs): the oldest year with observed values, or the year of the newest break where that is later. Changes are measured from it on.';
