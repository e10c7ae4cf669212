package io.zhijing.dashboards.console.view;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.zhijing.dashboards.console.orders.FaultyException.OrderFault;
import io.zhijing.dashboards.console.view.RulesPage.LinedFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** At which lines of a text of rules its faults stand. */
final class RuleLines {
  private static final Pattern PATH =
      Pattern.compile("^([a-z_0-9]+(?:\\[[0-9]+\\])?(?:\\.[a-z_0-9]+(?:\\[[0-9]+\\])?)*)\\b");
  private static final YAMLFactory YAML = new YAMLFactory();

  private final Map<String, Integer> lines = new HashMap<>();
  private Optional<Integer> unreadable = Optional.empty();

  RuleLines(String text) {
    try (JsonParser parser = YAML.createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() != JsonToken.END_OBJECT
            && parser.currentToken() != JsonToken.END_ARRAY) {
          String pointer = parser.getParsingContext().pathAsPointer().toString();
          lines.putIfAbsent(pointer, parser.currentTokenLocation().getLineNr());
        }
      }
    } catch (JsonProcessingException e) {
      unreadable = Optional.ofNullable(e.getLocation()).map(at -> at.getLineNr());
    } catch (IOException e) {
      throw new IllegalStateException("a text can be read", e);
    }
  }

  List<LinedFault> of(List<OrderFault> faults) {
    List<LinedFault> lined = new ArrayList<>();
    faults.forEach(fault -> lined.add(new LinedFault(line(fault.reason()), fault.reason())));
    return lined;
  }

  /** Of the path that a fault begins with, or of what contains it. */
  private Optional<Integer> line(String fault) {
    if (unreadable.isPresent()) {
      return unreadable;
    }
    Matcher matcher = PATH.matcher(fault);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String pointer = "/" + matcher.group(1).replace('.', '/').replace("[", "/").replace("]", "");
    while (!pointer.isEmpty()) {
      Integer line = lines.get(pointer);
      if (line != null) {
        return Optional.of(line);
      }
      pointer = pointer.substring(0, pointer.lastIndexOf('/'));
    }
    return Optional.empty();
  }
}
