package io.zhijing.dashboards.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.console.access.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The API's description (OpenAPI 3.1), made from the very table that serves it. */
final class OpenApi {
  static final String ROOT = "/api/v1";

  private static final Map<String, String> PROBLEMS =
      Map.of(
          "400", "Parameters or body are not in order.",
          "401", "Nobody has signed in.",
          "403", "Not allowed; the reason says why.",
          "404", "There is nothing of that name.",
          "422",
              "The order is readable, and wrong: all faults are named; "
                  + "or an export has too many rows, which the reason says.",
          "409", "The job refused it; the reason says why.",
          "429", "Too many attempts, or too much at once: Retry-After says when to come back.",
          "503", "Elasticsearch or Kafka cannot answer at present.");

  private OpenApi() {}

  static ObjectNode document(List<Route> routes, String version) {
    Schemas schemas = new Schemas();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "Zhijing 质警")
        .put("version", version)
        .put(
            "description",
            "Warnings, counts and reports of the risk monitor, and officers' commands. "
                + "Answers hold what their reader may see: see docs/console.md.");
    root.putArray("servers").addObject().put("url", ROOT);
    ObjectNode paths = root.putObject("paths");
    for (Route route : routes) {
      ObjectNode operation =
          paths.withObjectProperty(route.path()).putObject(route.method().toLowerCase(Locale.ROOT));
      describe(operation, route, schemas);
    }
    ObjectNode components = root.putObject("components");
    schemas.of(Problem.class);
    components.set("schemas", schemas.components());
    ObjectNode security = components.putObject("securitySchemes");
    security.putObject("token").put("type", "http").put("scheme", "bearer");
    security
        .putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "zhijing")
        .put("description", "By TLS __Host-zhijing. Changes need the header X-CSRF-Token.");
    return root;
  }

  private static void describe(ObjectNode operation, Route route, Schemas schemas) {
    operation.put("summary", route.summary());
    route
        .need()
        .action()
        .ifPresent(
            action ->
                operation.put(
                    "description",
                    "For "
                        + action.roles().stream()
                            .sorted(Comparator.naturalOrder())
                            .map(Role::code)
                            .collect(Collectors.joining(", "))
                        + "."));
    ArrayNode parameters = operation.putArray("parameters");
    route.params().forEach(param -> describe(parameters.addObject(), param));
    describe(parameters.addObject(), Parameters.LANG);
    route
        .body()
        .ifPresent(
            type ->
                operation
                    .putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .putObject(Route.Answer.JSON)
                    .set("schema", schemas.of(type)));
    answers(operation.putObject("responses"), route, schemas);
    ArrayNode security = operation.putArray("security");
    if (!route.need().isOpen()) {
      security.addObject().putArray("token");
      security.addObject().putArray("session");
    }
  }

  private static void answers(ObjectNode responses, Route route, Schemas schemas) {
    for (int status : route.answer().statuses()) {
      ObjectNode response = responses.putObject(String.valueOf(status));
      response.put("description", "All is well.");
      if (!route.answer().mediaType().isEmpty()) {
        ObjectNode media = response.putObject("content").putObject(route.answer().mediaType());
        route.answer().type().ifPresent(type -> media.set("schema", schemas.of(type)));
      }
    }
    ObjectNode problem = responses.putObject("default");
    problem.put(
        "description",
        "A problem: "
            + PROBLEMS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(" ")));
    problem
        .putObject("content")
        .putObject(Problem.MEDIA_TYPE)
        .set("schema", schemas.of(Problem.class));
  }

  private static void describe(ObjectNode node, Param param) {
    node.put("name", param.name())
        .put("in", param.place() == Param.Place.PATH ? "path" : "query")
        .put("description", param.description());
    if (param.required()) {
      node.put("required", true);
    }
    ObjectNode schema = node.putObject("schema");
    ObjectNode one = param.repeated() ? schema.put("type", "array").putObject("items") : schema;
    switch (param.kind()) {
      case INTEGER -> one.put("type", "integer");
      case FLAG -> one.put("type", "boolean");
      case DATE -> one.put("type", "string").put("format", "date");
      case TEXT, ID, LINES, STRATUM ->
          one.put("type", "string").put("maxLength", param.kind().longest());
    }
    if (!param.codes().isEmpty()) {
      ArrayNode codes = one.putArray("enum");
      param.codes().forEach(codes::add);
    }
  }
}
