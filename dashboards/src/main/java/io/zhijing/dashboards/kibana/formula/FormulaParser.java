package io.zhijing.dashboards.kibana.formula;

import io.zhijing.dashboards.kibana.formula.Formula.Aggregation;
import io.zhijing.dashboards.kibana.formula.Formula.Binary;
import io.zhijing.dashboards.kibana.formula.Formula.Call;
import io.zhijing.dashboards.kibana.formula.Formula.Literal;
import io.zhijing.dashboards.kibana.formula.Formula.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads a formula from left to right; one use. */
final class FormulaParser {
  private static final Set<String> OPTIONS =
      Set.of("kql", "shift", "reducedTimeRange", "percentile");

  private final String text;
  private int at;

  FormulaParser(String text) {
    this.text = text;
  }

  Formula parse() {
    Formula formula = sum();
    skip();
    if (at < text.length()) {
      throw fault("'" + text.charAt(at) + "' is not expected");
    }
    return formula;
  }

  private Formula sum() {
    Formula left = product();
    while (isNext('+') || isNext('-')) {
      Operation operation = Operation.ofSign(text.charAt(at++));
      left = new Binary(operation, left, product());
    }
    return left;
  }

  private Formula product() {
    Formula left = factor();
    while (isNext('*') || isNext('/')) {
      Operation operation = Operation.ofSign(text.charAt(at++));
      left = new Binary(operation, left, factor());
    }
    return left;
  }

  private Formula factor() {
    if (isNext('(')) {
      at++;
      Formula inner = sum();
      expect(')');
      return inner;
    }
    if (isNext('-')) {
      at++;
      return new Binary(Operation.SUBTRACT, new Literal(0), factor());
    }
    skip();
    if (at < text.length() && Character.isDigit(text.charAt(at))) {
      return number();
    }
    return call();
  }

  private Literal number() {
    int start = at;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    try {
      return new Literal(Double.parseDouble(text.substring(start, at)));
    } catch (NumberFormatException e) {
      throw fault("'" + text.substring(start, at) + "' is no number");
    }
  }

  private Call call() {
    String name = word();
    Aggregation aggregation =
        Aggregation.ofCode(name).orElseThrow(() -> fault("there is no function '" + name + "'"));
    expect('(');
    String field = "";
    Map<String, String> options = new HashMap<>();
    while (!isNext(')')) {
      String word = word();
      if (isNext('=')) {
        at++;
        if (!OPTIONS.contains(word)) {
          throw fault("there is no option '" + word + "'");
        }
        options.put(word, value());
      } else if (field.isEmpty()) {
        field = word;
      } else {
        throw fault("a function takes one field");
      }
      if (!isNext(')')) {
        expect(',');
      }
    }
    expect(')');
    if (field.isEmpty() && aggregation != Aggregation.COUNT) {
      throw fault(name + " needs a field");
    }
    return new Call(aggregation, field, options);
  }

  private String value() {
    skip();
    if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
      return quoted(text.charAt(at++));
    }
    return word();
  }

  private String quoted(char quote) {
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      boolean isEscaped =
          text.charAt(at) == '\\' && at + 1 < text.length() && text.charAt(at + 1) == quote;
      at += isEscaped ? 1 : 0;
      value.append(text.charAt(at++));
    }
    if (at == text.length()) {
      throw fault("a quote is not closed");
    }
    at++;
    return value.toString();
  }

  private String word() {
    skip();
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    if (start == at) {
      throw fault("a name is missing");
    }
    return text.substring(start, at);
  }

  private boolean isNext(char wanted) {
    skip();
    return at < text.length() && text.charAt(at) == wanted;
  }

  private void expect(char wanted) {
    if (!isNext(wanted)) {
      throw fault("'" + wanted + "' is missing");
    }
    at++;
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException(
        "formula: " + what + " at character " + (at + 1) + " of: " + text);
  }
}
