package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where panels stand, and whether there is anything in them. */
final class PanelCheck {
  private static final int COLUMNS = 48;

  private final Faults faults;

  PanelCheck(Faults faults) {
    this.faults = faults;
  }

  private record Area(String name, int x, int y, int w, int h) {
    boolean overlaps(Area other) {
      return x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h;
    }
  }

  void check(Parsed dashboard) {
    Set<String> seen = new HashSet<>();
    List<Area> areas = new ArrayList<>();
    for (JsonNode panel : dashboard.at("/panelsJSON")) {
      String index = panel.path("panelIndex").asText();
      String place = dashboard.object().name() + " panel " + index;
      JsonNode grid = panel.path("gridData");
      if (index.isEmpty() || !index.equals(grid.path("i").asText())) {
        faults.add(FaultKind.PANEL_INDEX, place, "its grid says '" + grid.path("i").asText() + "'");
      }
      if (!seen.add(index)) {
        faults.add(FaultKind.DUPLICATE_PANEL, place, "is there twice");
      }
      Area area =
          new Area(
              place,
              grid.path("x").asInt(-1),
              grid.path("y").asInt(-1),
              grid.path("w").asInt(0),
              grid.path("h").asInt(0));
      boolean isInside =
          area.x() >= 0
              && area.y() >= 0
              && area.w() > 0
              && area.h() > 0
              && area.x() + area.w() <= COLUMNS;
      if (!isInside) {
        faults.add(FaultKind.OUTSIDE_GRID, place, "leaves the " + COLUMNS + " columns");
      }
      areas.stream()
          .filter(area::overlaps)
          .findFirst()
          .ifPresent(other -> faults.add(FaultKind.OVERLAP, place, "stands on " + other.name()));
      areas.add(area);
      content(place, panel);
    }
  }

  private void content(String place, JsonNode panel) {
    JsonNode config = panel.path("embeddableConfig");
    boolean hasContent =
        switch (panel.path("type").asText()) {
          case "lens", "map" -> config.path("attributes").isObject();
          case "search" -> panel.hasNonNull("panelRefName");
          case "visualization" ->
              !config.at("/savedVis/params/markdown").asText().isBlank()
                  && config.at("/savedVis/type").asText().equals("markdown");
          default -> {
            faults.add(
                FaultKind.UNKNOWN_PANEL, place, "'" + panel.path("type").asText() + "' is unknown");
            yield true;
          }
        };
    if (!hasContent || config.has("savedObjectId")) {
      faults.add(FaultKind.EMPTY_PANEL, place, "has neither content nor a reference by name");
    }
  }
}
