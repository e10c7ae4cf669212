package io.zhijing.dashboards.kibana.kql;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A query of Kibana's language: {@code status : "open" and level : ("red" or "orange")}. Free text
 * without a field is not taken, for a dashboard that searches every field is slow and vague.
 */
public sealed interface Kql {

  /** Everything. */
  record All() implements Kql {}

  /**
   * All of these.
   *
   * @param parts at least two
   */
  record And(List<Kql> parts) implements Kql {
    /** Copies the list. */
    public And {
      parts = List.copyOf(parts);
    }
  }

  /**
   * One of these.
   *
   * @param parts at least two
   */
  record Or(List<Kql> parts) implements Kql {
    /** Copies the list. */
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Not this.
   *
   * @param part what
   */
  record Not(Kql part) implements Kql {}

  /**
   * A field has a value; {@code *} is any.
   *
   * @param field name
   * @param value the value, with {@code *} for any characters unless it was quoted
   * @param isQuoted whether it stood in quotes
   */
  record Is(String field, String value, boolean isQuoted) implements Kql {
    /** Whether any value will do. */
    public boolean isAny() {
      return !isQuoted && value.equals("*");
    }

    /** Whether a part of the value is free. */
    public boolean hasWildcard() {
      return !isQuoted && value.contains("*");
    }
  }

  /**
   * A field lies on one side of a value.
   *
   * @param field name
   * @param side which side
   * @param value the limit
   */
  record Range(String field, Side side, String value) implements Kql {}

  /** Sides of a limit. */
  enum Side {
    /** Less than. */
    LT("lt", "<"),
    /** At most. */
    LTE("lte", "<="),
    /** More than. */
    GT("gt", ">"),
    /** At least. */
    GTE("gte", ">=");

    private final String code;
    private final String sign;

    Side(String code, String sign) {
      this.code = code;
      this.sign = sign;
    }

    /** The name in a range query. */
    public String code() {
      return code;
    }

    String sign() {
      return sign;
    }
  }

  /**
   * The query of a text; of a blank one, everything.
   *
   * @throws IllegalArgumentException saying what is wrong where
   */
  static Kql parse(String text) {
    return text.isBlank() ? new All() : new KqlParser(text).parse();
  }

  /** The fields that it names. */
  default Set<String> fields() {
    Set<String> fields = new LinkedHashSet<>();
    visit(
        part -> {
          if (part instanceof Is is) {
            fields.add(is.field());
          } else if (part instanceof Range range) {
            fields.add(range.field());
          }
        });
    return fields;
  }

  /** The values that it holds fields against, wildcards left out. */
  default Map<String, Set<String>> constants() {
    Map<String, Set<String>> constants = new LinkedHashMap<>();
    visit(
        part -> {
          if (part instanceof Is is && !is.hasWildcard()) {
            constants.computeIfAbsent(is.field(), field -> new LinkedHashSet<>()).add(is.value());
          }
        });
    return constants;
  }

  /** Shows every part, itself among them. */
  default void visit(Consumer<Kql> visitor) {
    visitor.accept(this);
    if (this instanceof And and) {
      and.parts().forEach(part -> part.visit(visitor));
    } else if (this instanceof Or or) {
      or.parts().forEach(part -> part.visit(visitor));
    } else if (this instanceof Not not) {
      not.part().visit(visitor);
    }
  }
}
