package io.zhijing.dashboards.console.api;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** A request without a server: what it says, and which headers its answer has. */
public final class Asked {
  private final String method;
  private final Map<String, String> headers;
  private final Map<String, String> cookies;
  private final Map<String, String> answered = new HashMap<>();

  /** A request by a method with headers and cookies. */
  public Asked(String method, Map<String, String> headers, Map<String, String> cookies) {
    this.method = method;
    this.headers = Map.copyOf(headers);
    this.cookies = Map.copyOf(cookies);
  }

  /** Headers of the answer so far. */
  public Map<String, String> answered() {
    return Map.copyOf(answered);
  }

  /** As handlers see it. */
  public Context context() {
    return as(Context.class, (proxy, called, given) -> context((Context) proxy, called, given));
  }

  private Object context(Context self, Method called, Object[] given) {
    int count = given == null ? 0 : given.length;
    return switch (called.getName() + count) {
      case "method0" -> HandlerType.findOrCreate(method);
      case "path0" -> "/";
      case "ip0" -> "127.0.0.1";
      case "header1" -> headers.get((String) given[0]);
      case "cookie1" -> cookies.get((String) given[0]);
      case "queryParam1", "attribute1" -> null;
      case "req0" -> as(HttpServletRequest.class, (proxy, name, none) -> request(name));
      case "header2" -> {
        answered.put((String) given[0], (String) given[1]);
        yield self;
      }
      case "status1", "contentType1", "result1" -> self;
      default -> throw new UnsupportedOperationException(called.toString());
    };
  }

  private static Object request(Method called) {
    return switch (called.getName()) {
      case "getHeaders" -> Collections.emptyEnumeration();
      case "getRequestURI" -> "/";
      default -> throw new UnsupportedOperationException(called.toString());
    };
  }

  private static <T> T as(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(Asked.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
