package io.zhijing.dashboards.console.api;

import io.javalin.http.Context;

/** Tells people of what went wrong with an address that is none of the API's. */
public interface ProblemPages {
  /** Answers with a problem. */
  void write(Context ctx, ProblemException problem);
}
