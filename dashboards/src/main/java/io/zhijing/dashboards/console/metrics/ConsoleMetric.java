package io.zhijing.dashboards.console.metrics;

/**
 * Every metric of the console that is our own; those of the JVM come besides. Labels come from
 * closed lists: no address, no user, no place.
 */
public enum ConsoleMetric {
  /** Requests by how they ended. */
  REQUESTS("zhijing_console_requests_total", "How requests ended.", "outcome"),
  /** How long requests took; lines that stay open are none. */
  REQUEST_SECONDS("zhijing_console_request_seconds", "How long requests took.", ""),
  /** Warnings that are open, over everything. */
  OPEN_WARNINGS("zhijing_open_warnings", "Open warnings by level.", "level"),
  /** 1 if Elasticsearch answers, else 0. */
  ELASTICSEARCH_UP("zhijing_elasticsearch_up", "Whether Elasticsearch answers.", "");

  private final String prometheusName;
  private final String help;
  private final String label;

  ConsoleMetric(String prometheusName, String help, String label) {
    this.prometheusName = prometheusName;
    this.help = help;
    this.label = label;
  }

  /** What Prometheus calls it. */
  public String prometheusName() {
    return prometheusName;
  }

  /** What Prometheus says of it. */
  public String help() {
    return help;
  }

  String[] labels() {
    return label.isEmpty() ? new String[0] : new String[] {label};
  }
}
