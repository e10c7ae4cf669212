package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.dashboards.kibana.formula.Formula.Aggregation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a Lens layer. Lens computes the columns that its order names, and no other. */
final class LayerCheck {
  static final String DOCUMENTS = "___records___";

  private static final Set<String> BUCKETS = Set.of("terms", "date_histogram", "filters", "range");
  private static final Set<String> WITHOUT_FIELD =
      Set.of("filters", "formula", "math", "static_value");
  private static final Set<String> COMPUTED = Set.of("formula", "math", "static_value");

  private final Faults faults;

  LayerCheck(Faults faults) {
    this.faults = faults;
  }

  void check(String place, JsonNode layer) {
    JsonNode columns = layer.path("columns");
    order(place, layer);
    columns
        .properties()
        .forEach(each -> column(place + " column " + each.getKey(), each.getValue(), columns));
    columns
        .fieldNames()
        .forEachRemaining(
            id -> {
              if (needsItself(id, columns, new HashSet<>())) {
                faults.add(FaultKind.CYCLE, place + " column " + id, "needs itself");
              }
            });
  }

  private void order(String place, JsonNode layer) {
    List<String> order = new ArrayList<>();
    layer.path("columnOrder").forEach(id -> order.add(id.asText()));
    Set<String> columns = new HashSet<>();
    layer.path("columns").fieldNames().forEachRemaining(columns::add);
    if (order.size() != columns.size() || !columns.equals(new HashSet<>(order))) {
      faults.add(
          FaultKind.COLUMN_ORDER,
          place,
          "the order names " + order + ", the columns are " + columns);
      return;
    }
    boolean wasNumber = false;
    for (String id : order) {
      boolean isBucket = layer.path("columns").path(id).path("isBucketed").asBoolean();
      if (isBucket && wasNumber) {
        faults.add(FaultKind.COLUMN_ORDER, place, "the bucket " + id + " stands behind a number");
      }
      wasNumber |= !isBucket;
    }
  }

  private void column(String place, JsonNode column, JsonNode columns) {
    String operation = column.path("operationType").asText();
    boolean isBucket = BUCKETS.contains(operation);
    boolean isKnown =
        isBucket || COMPUTED.contains(operation) || Aggregation.ofCode(operation).isPresent();
    if (!isKnown) {
      faults.add(FaultKind.UNKNOWN_OPERATION, place, "Lens has no '" + operation + "'");
      return;
    }
    if (!column.path("isBucketed").isBoolean()
        || column.path("isBucketed").asBoolean() != isBucket) {
      faults.add(
          FaultKind.BUCKETING, place, operation + " is " + (isBucket ? "a" : "no") + " bucket");
    }
    String field = column.path("sourceField").asText();
    if (!WITHOUT_FIELD.contains(operation) && field.isEmpty()) {
      faults.add(FaultKind.NO_SOURCE_FIELD, place, operation + " names no field");
    }
    if (field.equals(DOCUMENTS) && !operation.equals("count")) {
      faults.add(FaultKind.NO_SOURCE_FIELD, place, operation + " is not of documents");
    }
    if (operation.equals("terms")) {
      terms(place, column, columns);
    }
  }

  private void terms(String place, JsonNode column, JsonNode columns) {
    JsonNode order = column.at("/params/orderBy");
    boolean isFine =
        switch (order.path("type").asText()) {
          case "alphabetical" -> true;
          case "column" -> isPlainNumber(columns.path(order.path("columnId").asText()));
          case "custom" -> isPlainNumber(column.at("/params/orderAgg"));
          default -> false;
        };
    if (!isFine || column.at("/params/size").asInt() < 1) {
      faults.add(
          FaultKind.TERMS_ORDER,
          place,
          "terms cannot be ordered by " + order + ", or have no size");
    }
  }

  private static boolean isPlainNumber(JsonNode column) {
    return Aggregation.ofCode(column.path("operationType").asText())
        .filter(aggregation -> aggregation != Aggregation.LAST_VALUE)
        .isPresent();
  }

  private static boolean needsItself(String id, JsonNode columns, Set<String> above) {
    if (!above.add(id)) {
      return true;
    }
    for (JsonNode reference : columns.path(id).path("references")) {
      if (needsItself(reference.asText(), columns, new HashSet<>(above))) {
        return true;
      }
    }
    return false;
  }
}
