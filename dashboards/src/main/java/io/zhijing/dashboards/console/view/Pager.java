package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.Paging;

/** How many parts a list has. */
final class Pager {
  private Pager() {}

  /** At least one; no more than Elasticsearch gives by pages. */
  static long parts(long total, Paging paging) {
    long reachable = Math.min(total, Paging.WINDOW / paging.size() * (long) paging.size());
    return Math.max(1, (reachable + paging.size() - 1) / paging.size());
  }
}
