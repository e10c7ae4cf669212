package io.zhijing.dashboards.console.api;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.javalin.http.Context;
import io.zhijing.dashboards.console.api.Problem.FaultEntry;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** JSON bodies to records, strictly. What stood in them is never told back. */
final class Bodies {
  private Bodies() {}

  static Object read(Context ctx, Class<?> type) {
    String contentType = ctx.contentType();
    String media =
        contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!media.equals(Route.Answer.JSON)) {
      throw ProblemException.of(ProblemKind.WRONG_CONTENT_TYPE);
    }
    Object body;
    try {
      body = Json.MAPPER.readValue(ctx.bodyAsBytes(), type);
    } catch (JsonMappingException e) {
      String field =
          e.getPath().stream()
              .map(each -> each.getFieldName() == null ? "[]" : each.getFieldName())
              .filter(name -> name.matches("[A-Za-z0-9_\\[\\]]{1,40}"))
              .collect(Collectors.joining("."));
      throw ProblemException.faulty(
          ProblemKind.BAD_BODY, List.of(new FaultEntry(field, "not_readable")));
    } catch (IOException e) {
      throw ProblemException.faulty(ProblemKind.BAD_BODY, List.of(new FaultEntry("", "not_json")));
    }
    if (body == null) {
      throw ProblemException.faulty(
          ProblemKind.BAD_BODY, List.of(new FaultEntry("", "not_an_object")));
    }
    requireAll(body, type);
    return body;
  }

  private static void requireAll(Object body, Class<?> type) {
    List<FaultEntry> faults = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      try {
        if (component.getAccessor().invoke(body) == null) {
          faults.add(new FaultEntry(Schemas.name(component.getName()), "missing"));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record's accessors can be called", e);
      }
    }
    if (!faults.isEmpty()) {
      throw ProblemException.faulty(ProblemKind.BAD_BODY, faults);
    }
  }
}
