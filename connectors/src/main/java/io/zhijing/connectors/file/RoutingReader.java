package io.zhijing.connectors.file;

import io.zhijing.connectors.file.Pack.Department;
import io.zhijing.connectors.file.Pack.Product;
import io.zhijing.connectors.file.PackFaults.Kind;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.rules.Routing;
import io.zhijing.detection.rules.Routing.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads who leads what: the rows of the pack's routing table first, then what its products and
 * departments say themselves.
 */
final class RoutingReader {
  private static final List<String> COLUMNS = List.of("kind", "node", "lead", "helping");

  private final PackFiles files;
  private final FaultLog log;
  private final Map<Dimension, Set<String>> codes;

  RoutingReader(PackFiles files, Map<Dimension, Set<String>> codes, FaultLog log) {
    this.files = files;
    this.codes = codes;
    this.log = log;
  }

  Routing read(String file, List<Department> departments, List<Product> products) {
    Set<String> known = departments.stream().map(Department::code).collect(Collectors.toSet());
    List<Route> routes = new ArrayList<>();
    for (PackTable.Row row : PackTable.read(files, file, COLUMNS, log)) {
      routes.add(route(file, row, known));
    }
    for (Product product : products) {
      if (!product.department().isEmpty()) {
        routes.add(
            new Route(Routing.Kind.SECTOR, product.sector(), product.department(), List.of()));
      }
    }
    for (Department department : departments) {
      for (String hazard : department.hazards()) {
        routes.add(new Route(Routing.Kind.HAZARD, hazard, department.code(), List.of()));
      }
    }
    Routing routing = new Routing(routes);
    routing.faults().forEach(fault -> log.add(file, 0, Kind.UNKNOWN_REFERENCE, fault));
    return routing;
  }

  private Route route(String file, PackTable.Row row, Set<String> known) {
    String kindText = row.get("kind").toUpperCase(Locale.ROOT);
    Routing.Kind kind = Routing.Kind.ANY;
    if (Arrays.stream(Routing.Kind.values()).map(Enum::name).noneMatch(kindText::equals)) {
      log.add(file, row.line(), Kind.BAD_ROW, "there is no kind '" + row.get("kind") + "'");
    } else {
      kind = Routing.Kind.valueOf(kindText);
    }
    if (!exists(kind, row.get("node"))) {
      String text = "there is no " + row.get("kind") + " '" + row.get("node") + "'";
      log.add(file, row.line(), Kind.UNKNOWN_REFERENCE, text);
    }
    List<String> helping =
        Arrays.stream(row.get("helping").split(";", -1)).filter(h -> !h.isBlank()).toList();
    List<String> named = new ArrayList<>(helping);
    named.add(row.get("lead"));
    for (String department : named) {
      if (!known.contains(department)) {
        String text = "there is no department '" + department + "'";
        log.add(file, row.line(), Kind.UNKNOWN_REFERENCE, text);
      }
    }
    return new Route(kind, row.get("node"), row.get("lead"), helping);
  }

  private boolean exists(Routing.Kind kind, String node) {
    return switch (kind) {
      case SECTOR -> codes.getOrDefault(Dimension.SECTOR, Set.of()).contains(node);
      case HAZARD -> codes.getOrDefault(Dimension.HAZARD, Set.of()).contains(node);
      case STREAM ->
          Arrays.stream(ReportStream.values()).anyMatch(stream -> stream.code().equals(node));
      case ANY -> node.isEmpty();
    };
  }
}
