package io.zhijing.dashboards.console.query;

/**
 * All that can be asked. Every method takes the viewer first, refuses what it may not see, and
 * answers with what it may. Pages and programs get the same answers here.
 *
 * @param warnings warnings, and everything that hangs on one
 * @param explanations why a warning
 * @param series counts day by day
 * @param strata which strata there are, and their signals
 * @param reports the reports behind a point
 * @param traces where a firm's goods turned up
 * @param audit the audit trail
 * @param quality whether what comes in can be trusted
 * @param situation what the monitoring centre sees at a glance
 * @param catalogue the authority's own words
 * @param rules the rules that hold
 * @param flow how what comes in flows over time
 * @param periods reports on the quality of periods
 */
public record Queries(
    WarningQueries warnings,
    ExplanationQueries explanations,
    SeriesQueries series,
    StrataQueries strata,
    ReportQueries reports,
    TraceQueries traces,
    AuditQueries audit,
    QualityQueries quality,
    SituationQueries situation,
    CatalogueQueries catalogue,
    RulesQueries rules,
    FlowQueries flow,
    PeriodQueries periods) {}
