package io.zhijing.dashboards.console.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** What every answer says to browsers. */
final class Headers {
  private static final Map<String, String> ALL = new LinkedHashMap<>();

  static {
    ALL.put(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'");
    ALL.put("X-Content-Type-Options", "nosniff");
    ALL.put("X-Frame-Options", "DENY");
    ALL.put("Referrer-Policy", "no-referrer");
    ALL.put("Cross-Origin-Opener-Policy", "same-origin");
    ALL.put("Cross-Origin-Resource-Policy", "same-origin");
    ALL.put("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    ALL.put("Cache-Control", "no-store");
  }

  private static final String HSTS = "max-age=31536000";

  private Headers() {}

  /** All by name; by TLS also that it is always to be TLS. */
  static Map<String, String> of(boolean isSecure) {
    Map<String, String> headers = new LinkedHashMap<>(ALL);
    if (isSecure) {
      headers.put("Strict-Transport-Security", HSTS);
    }
    return headers;
  }
}
