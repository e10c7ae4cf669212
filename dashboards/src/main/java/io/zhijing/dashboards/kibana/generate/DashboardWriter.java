package io.zhijing.dashboards.kibana.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.objects.Ndjson;
import io.zhijing.dashboards.kibana.objects.ObjectType;
import io.zhijing.dashboards.kibana.objects.SavedObject;
import io.zhijing.dashboards.kibana.objects.SavedObject.Reference;
import io.zhijing.dashboards.kibana.source.Dashboard;
import io.zhijing.dashboards.kibana.source.Panel;
import io.zhijing.dashboards.kibana.source.Panel.Frame;
import io.zhijing.dashboards.kibana.source.Source.Control;
import io.zhijing.dashboards.kibana.source.Source.Shared;
import io.zhijing.dashboards.kibana.source.Text;
import java.util.ArrayList;
import java.util.List;

/** One dashboard with all its panels by value, but for searches, which are tables of their own. */
final class DashboardWriter {
  static final String TITLE = "质警 Zhijing · ";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int NOTICE_ROWS = 3;
  private static final int REFRESH_MILLIS = 60_000;
  private static final int WORDS_SIZE = 12;
  private static final Text SIMULATED =
      new Text(
          "### ⚠ 模拟数据 SIMULATED\n本页数据均为模拟，其中没有一件真实发生过。",
          "### ⚠ 模拟数据 SIMULATED\nThe data on this page are simulated. Nothing of it happened.");
  private static final Text NO_MAP =
      new Text(
          "没有可绘制的地图：数据包没有区划边界，或者 Elasticsearch 不支持 geo_shape。",
          "No map to draw: the pack has no shapes of regions, or Elasticsearch knows no geo_shape.");

  private final Shared shared;
  private final Edition edition;
  private final SharedWriter sharedWriter;
  private final List<Reference> references = new ArrayList<>();
  private final ArrayNode panels = JSON.arrayNode();

  DashboardWriter(Shared shared, Edition edition) {
    this.shared = shared;
    this.edition = edition;
    this.sharedWriter = new SharedWriter(shared, edition);
  }

  SavedObject dashboard(Dashboard dashboard) {
    boolean isSimulated = edition.opening().isSimulated();
    if (isSimulated) {
      Frame top = new Frame(Text.NONE, 0, 0, Frame.COLUMNS, NOTICE_ROWS);
      words("simulated", top, SIMULATED);
    }
    for (int i = 0; i < dashboard.panels().size(); i++) {
      Panel panel = dashboard.panels().get(i);
      panel("p" + i, panel, panel.frame().lower(isSimulated ? NOTICE_ROWS : 0));
    }
    ObjectNode attributes = JSON.objectNode();
    attributes.put("title", TITLE + dashboard.title().in(edition.language()));
    attributes.put("description", dashboard.about().in(edition.language()));
    attributes.put("panelsJSON", Ndjson.text(panels));
    attributes.put("optionsJSON", Ndjson.text(options()));
    attributes.put("timeRestore", true);
    attributes.put("timeFrom", edition.opening().from()).put("timeTo", edition.opening().to());
    attributes.putObject("refreshInterval").put("pause", true).put("value", REFRESH_MILLIS);
    if (!dashboard.controls().isEmpty()) {
      attributes.set("controlGroupInput", controls(dashboard.controls()));
    }
    ObjectNode search = JSON.objectNode();
    search.set("query", LensColumns.query(""));
    search.putArray("filter");
    attributes.putObject("kibanaSavedObjectMeta").put("searchSourceJSON", Ndjson.text(search));
    references.add(sharedWriter.tagReference());
    return new SavedObject(
        ObjectType.DASHBOARD.code(), edition.own(dashboard.id()), attributes, references);
  }

  private static ObjectNode options() {
    return JSON.objectNode()
        .put("useMargins", true)
        .put("syncColors", false)
        .put("syncCursor", true)
        .put("syncTooltips", false)
        .put("hidePanelTitles", false);
  }

  private ObjectNode frame(String id, String type, Frame frame) {
    ObjectNode node = panels.addObject().put("type", type).put("panelIndex", id);
    node.putObject("gridData")
        .put("x", frame.x())
        .put("y", frame.y())
        .put("w", frame.w())
        .put("h", frame.h())
        .put("i", id);
    String title = frame.title().in(edition.language());
    if (!title.isEmpty()) {
      node.put("title", title);
    }
    return node;
  }

  private void panel(String id, Panel panel, Frame frame) {
    if (panel instanceof Panel.Words words) {
      words(id, frame, words.text());
    } else if (panel instanceof Panel.Search search) {
      search(id, frame, search);
    } else if (panel instanceof Panel.Map map) {
      map(id, frame, map);
    } else {
      LensPanel lens = new LensWriter(shared, edition).panel(panel);
      ObjectNode config = frame(id, "lens", frame).putObject("embeddableConfig");
      config.set("attributes", lens.attributes());
      config.putObject("enhancements");
      addReferences(id, lens.references());
    }
  }

  private void addReferences(String id, List<Reference> own) {
    own.forEach(
        each -> references.add(new Reference(id + ":" + each.name(), each.type(), each.id())));
  }

  private void map(String id, Frame frame, Panel.Map map) {
    if (!edition.authority().hasMap()) {
      words(id, frame, NO_MAP);
      return;
    }
    MapWriter writer = new MapWriter(shared, edition);
    ObjectNode config = frame(id, "map", frame).putObject("embeddableConfig");
    config.set("attributes", writer.attributes(map.layers()));
    config.putArray("hiddenLayers");
    config.putObject("enhancements");
    addReferences(id, writer.references());
  }

  private void search(String id, Frame frame, Panel.Search search) {
    ObjectNode node = frame(id, ObjectType.SEARCH.code(), frame);
    node.put("panelRefName", "panel_" + id);
    node.putObject("embeddableConfig").putObject("enhancements");
    references.add(
        new Reference(
            id + ":panel_" + id, ObjectType.SEARCH.code(), sharedWriter.searchId(search.search())));
  }

  private void words(String id, Frame frame, Text text) {
    ObjectNode config = frame(id, "visualization", frame).putObject("embeddableConfig");
    ObjectNode vis = config.putObject("savedVis").put("id", "").put("title", "");
    vis.put("description", "").put("type", "markdown");
    vis.putObject("params")
        .put("fontSize", WORDS_SIZE)
        .put("openLinksInNewTab", false)
        .put("markdown", text.in(edition.language()));
    vis.putObject("uiState");
    ObjectNode data = vis.putObject("data");
    data.putArray("aggs");
    ObjectNode search = data.putObject("searchSource");
    search.set("query", LensColumns.query(""));
    search.putArray("filter");
    config.putObject("enhancements");
  }

  private ObjectNode controls(List<String> ids) {
    ObjectNode group = JSON.objectNode();
    group.put("chainingSystem", "HIERARCHICAL").put("controlStyle", "oneLine");
    group.put("showApplySelections", false);
    group.put(
        "ignoreParentSettingsJSON",
        Ndjson.text(
            JSON.objectNode()
                .put("ignoreFilters", false)
                .put("ignoreQuery", false)
                .put("ignoreTimerange", false)
                .put("ignoreValidations", false)));
    ObjectNode all = JSON.objectNode();
    for (int i = 0; i < ids.size(); i++) {
      Control control = shared.control(ids.get(i)).orElseThrow();
      ObjectNode node = all.putObject(control.id()).put("type", "optionsListControl");
      node.put("order", i).put("grow", true).put("width", "medium");
      ObjectNode input = node.putObject("explicitInput").put("id", control.id());
      input.put("fieldName", control.field());
      input.put("title", control.label().in(edition.language()));
      input.putArray("selectedOptions");
      input.putObject("enhancements");
      references.add(
          new Reference(
              "controlGroup_" + control.id() + ":optionsListDataView",
              ObjectType.DATA_VIEW.code(),
              edition.shared("view", control.view())));
    }
    return group.put("panelsJSON", Ndjson.text(all));
  }
}
