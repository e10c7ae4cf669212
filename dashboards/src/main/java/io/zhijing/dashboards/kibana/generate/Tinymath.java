package io.zhijing.dashboards.kibana.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.formula.Formula;
import java.util.List;

/** A formula's arithmetic as Lens keeps it, with ids of columns in place of calls. */
final class Tinymath {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Tinymath() {}

  /**
   * The tree.
   *
   * @param leaves ids of the calls' columns in the order of the calls; used up
   */
  static JsonNode tree(Formula formula, List<String> leaves) {
    if (formula instanceof Formula.Literal literal) {
      return literal.value() == Math.rint(literal.value())
          ? JSON.numberNode((long) literal.value())
          : JSON.numberNode(literal.value());
    }
    if (!(formula instanceof Formula.Binary binary)) {
      return JSON.textNode(leaves.remove(0));
    }
    String text = formula.toString();
    ObjectNode node = JSON.objectNode();
    node.put("type", "function").put("name", binary.operation().code());
    ArrayNode args = node.putArray("args");
    args.add(tree(binary.left(), leaves));
    args.add(tree(binary.right(), leaves));
    node.putObject("location").put("min", 0).put("max", text.length());
    return node.put("text", text);
  }
}
