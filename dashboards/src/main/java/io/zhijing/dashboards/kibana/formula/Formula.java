package io.zhijing.dashboards.kibana.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A formula as Lens writes it: {@code sum(observed) / sum(trials)}. Numbers, the four operations,
 * and calls of aggregations, which may be filtered by {@code kql=} and shifted or narrowed in time.
 */
public sealed interface Formula {

  /** The aggregations that may be called. The name is Lens's own. */
  enum Aggregation {
    /** Documents, or values of a field. */
    COUNT("count"),
    /** Sum of a number. */
    SUM("sum"),
    /** Mean of a number. */
    AVERAGE("average"),
    /** Smallest number or day. */
    MIN("min"),
    /** Largest number or day. */
    MAX("max"),
    /** Median of a number. */
    MEDIAN("median"),
    /** So many different values. */
    UNIQUE_COUNT("unique_count"),
    /** A percentile of a number, {@code percentile=} says which. */
    PERCENTILE("percentile"),
    /** The value of the newest document. */
    LAST_VALUE("last_value");

    private final String code;

    Aggregation(String code) {
      this.code = code;
    }

    /** Lens's name. */
    public String code() {
      return code;
    }

    /** The aggregation of a name. */
    public static Optional<Aggregation> ofCode(String code) {
      for (Aggregation each : values()) {
        if (each.code.equals(code)) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }
  }

  /** The four operations. The name is tinymath's. */
  enum Operation {
    /** Sum. */
    ADD("add", "+"),
    /** Difference. */
    SUBTRACT("subtract", "-"),
    /** Product. */
    MULTIPLY("multiply", "*"),
    /** Quotient. */
    DIVIDE("divide", "/");

    private final String code;
    private final String sign;

    Operation(String code, String sign) {
      this.code = code;
      this.sign = sign;
    }

    /** Tinymath's name. */
    public String code() {
      return code;
    }

    /** As it is written. */
    public String sign() {
      return sign;
    }

    /** The operation of a name. */
    public static Optional<Operation> ofCode(String code) {
      for (Operation each : values()) {
        if (each.code.equals(code)) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }

    static Operation ofSign(char sign) {
      for (Operation each : values()) {
        if (each.sign.charAt(0) == sign) {
          return each;
        }
      }
      throw new IllegalArgumentException("no operation: " + sign);
    }
  }

  /**
   * A number.
   *
   * @param value not negative; a negative one is 0 minus it
   */
  record Literal(double value) implements Formula {
    @Override
    public String toString() {
      return value == Math.rint(value)
          ? String.format(Locale.ROOT, "%.0f", value)
          : Double.toString(value);
    }
  }

  /**
   * An aggregation.
   *
   * @param aggregation which
   * @param field of what; empty for documents
   * @param options {@code kql}, {@code shift}, {@code reducedTimeRange}, {@code percentile}
   */
  record Call(Aggregation aggregation, String field, Map<String, String> options)
      implements Formula {
    /** Sorts the options, so that equal calls are written alike. */
    public Call {
      options = new TreeMap<>(options);
    }

    /** An option, empty if it is not given. */
    public String option(String name) {
      return options.getOrDefault(name, "");
    }

    @Override
    public String toString() {
      List<String> parts = new ArrayList<>();
      if (!field.isEmpty()) {
        parts.add(field);
      }
      options.forEach(
          (name, value) ->
              parts.add(
                  name.equals("percentile")
                      ? name + "=" + value
                      : name + "='" + value.replace("'", "\\'") + "'"));
      return aggregation.code() + "(" + String.join(", ", parts) + ")";
    }
  }

  /**
   * An operation on two formulas.
   *
   * @param operation which
   * @param left first
   * @param right second
   */
  record Binary(Operation operation, Formula left, Formula right) implements Formula {
    @Override
    public String toString() {
      boolean isSum = operation == Operation.ADD || operation == Operation.SUBTRACT;
      String first = !isSum && left instanceof Binary ? "(" + left + ")" : left.toString();
      String second = right instanceof Binary ? "(" + right + ")" : right.toString();
      return first + " " + operation.sign() + " " + second;
    }
  }

  /** The calls in it, in the order in which they are written; equal ones as often as they are. */
  default List<Call> calls() {
    if (this instanceof Call call) {
      return List.of(call);
    }
    if (this instanceof Binary binary) {
      List<Call> calls = new ArrayList<>(binary.left().calls());
      calls.addAll(binary.right().calls());
      return calls;
    }
    return List.of();
  }

  /**
   * The formula of a text.
   *
   * @throws IllegalArgumentException saying what is wrong where
   */
  static Formula parse(String text) {
    return new FormulaParser(text).parse();
  }
}
