package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.dashboards.kibana.formula.Formula;
import io.zhijing.dashboards.kibana.formula.Formula.Aggregation;
import io.zhijing.dashboards.kibana.formula.Formula.Binary;
import io.zhijing.dashboards.kibana.formula.Formula.Call;
import io.zhijing.dashboards.kibana.formula.Formula.Literal;
import java.util.ArrayList;
import java.util.List;

/**
 * A formula is kept twice: as the text that people edit, and as helper columns that are computed.
 * Lens shows the columns, so a text that says something else is a lie.
 */
final class FormulaCheck {
  private final Faults faults;

  FormulaCheck(Faults faults) {
    this.faults = faults;
  }

  void check(String place, JsonNode columns) {
    columns
        .properties()
        .forEach(
            each -> {
              if (each.getValue().path("operationType").asText().equals("formula")) {
                formula(place + " column " + each.getKey(), each.getValue(), columns);
              }
            });
  }

  private void formula(String place, JsonNode column, JsonNode columns) {
    String text = column.at("/params/formula").asText();
    Formula formula;
    try {
      formula = Formula.parse(text);
    } catch (IllegalArgumentException e) {
      faults.add(FaultKind.FORMULA, place, e.getMessage());
      return;
    }
    for (Call call : formula.calls()) {
      faults.query(place, call.option("kql"));
    }
    JsonNode references = column.path("references");
    JsonNode target = columns.path(references.path(0).asText());
    if (references.size() != 1 || target.isMissingNode()) {
      faults.add(FaultKind.FORMULA, place, "has no column that computes it: " + text);
      return;
    }
    if (formula instanceof Call call) {
      leaf(place, call, target);
      return;
    }
    math(place, formula, target, columns);
  }

  private void math(String place, Formula formula, JsonNode math, JsonNode columns) {
    List<String> variables = new ArrayList<>();
    boolean isSame =
        math.path("operationType").asText().equals("math")
            && isSame(formula, math.at("/params/tinymathAst"), variables);
    List<String> references = new ArrayList<>();
    math.path("references").forEach(each -> references.add(each.asText()));
    if (!isSame || !variables.equals(references)) {
      faults.add(
          FaultKind.MATH,
          place,
          "computes with " + variables + " and needs " + references + " for: " + formula);
      return;
    }
    List<Call> calls = formula.calls();
    for (int i = 0; i < calls.size(); i++) {
      leaf(place, calls.get(i), columns.path(references.get(i)));
    }
  }

  /** Whether the arithmetic is that of the formula; the ids in place of calls are collected. */
  private static boolean isSame(Formula formula, JsonNode tree, List<String> variables) {
    if (formula instanceof Literal literal) {
      return tree.isNumber() && tree.asDouble() == literal.value();
    }
    if (formula instanceof Binary binary) {
      return tree.path("type").asText().equals("function")
          && tree.path("name").asText().equals(binary.operation().code())
          && tree.path("args").size() == 2
          && isSame(binary.left(), tree.at("/args/0"), variables)
          && isSame(binary.right(), tree.at("/args/1"), variables);
    }
    variables.add(tree.asText());
    return tree.isTextual();
  }

  private void leaf(String place, Call call, JsonNode column) {
    String field = column.path("sourceField").asText();
    String filter = column.at("/filter/query").asText();
    boolean hasFilter =
        filter.equals(call.option("kql"))
            || (call.aggregation() == Aggregation.LAST_VALUE && call.option("kql").isEmpty());
    boolean isSame =
        column.path("operationType").asText().equals(call.aggregation().code())
            && (field.equals(LayerCheck.DOCUMENTS) ? "" : field).equals(call.field())
            && hasFilter
            && column.path("timeShift").asText().equals(call.option("shift"))
            && column.path("reducedTimeRange").asText().equals(call.option("reducedTimeRange"));
    if (!isSame) {
      faults.add(FaultKind.FORMULA, place, "no helper column computes " + call);
    }
  }
}
