package io.zhijing.dashboards.kibana.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.objects.IndexFields;
import io.zhijing.dashboards.kibana.objects.Ndjson;
import io.zhijing.dashboards.kibana.objects.ObjectType;
import io.zhijing.dashboards.kibana.objects.SavedObject;
import io.zhijing.dashboards.kibana.objects.SavedObject.Reference;
import io.zhijing.dashboards.kibana.source.Search;
import io.zhijing.dashboards.kibana.source.Source.Shared;
import io.zhijing.dashboards.kibana.source.Source.Tag;
import io.zhijing.dashboards.kibana.source.View;
import java.util.List;
import java.util.TreeMap;

/** Data views, the tag and saved searches. */
final class SharedWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String SEARCH_SOURCE = "kibanaSavedObjectMeta.searchSourceJSON";

  private final Shared shared;
  private final Edition edition;

  SharedWriter(Shared shared, Edition edition) {
    this.shared = shared;
    this.edition = edition;
  }

  SavedObject tag() {
    Tag tag = shared.tag();
    ObjectNode attributes = JSON.objectNode();
    attributes.put("name", tag.title().inBoth()).put("description", "").put("color", tag.color());
    return new SavedObject(
        ObjectType.TAG.code(), edition.shared("tag", tag.id()), attributes, List.of());
  }

  Reference tagReference() {
    String id = edition.shared("tag", shared.tag().id());
    return new Reference("tag-ref-" + id, ObjectType.TAG.code(), id);
  }

  /** Named in both languages: whichever edition is imported last must not rename it. */
  SavedObject view(View view) {
    ObjectNode attributes = JSON.objectNode();
    attributes.put("title", view.kind().alias(edition.prefix()));
    attributes.put("name", edition.prefix() + " · " + view.title().inBoth());
    if (!view.time().isEmpty()) {
      attributes.put("timeFieldName", view.time());
    }
    attributes.put("fields", "[]");
    attributes.put("fieldFormatMap", Ndjson.text(formats(view)));
    attributes.put("fieldAttrs", Ndjson.text(labels(view)));
    attributes.put("runtimeFieldMap", "{}").put("sourceFilters", "[]").put("typeMeta", "{}");
    attributes.put("allowNoIndex", true);
    return new SavedObject(
        ObjectType.DATA_VIEW.code(), edition.shared("view", view.id()), attributes, List.of());
  }

  private ObjectNode formats(View view) {
    ObjectNode formats = JSON.objectNode();
    new TreeMap<>(view.formats())
        .forEach(
            (field, format) -> {
              ObjectNode node = formats.putObject(field);
              if (format instanceof View.Link link) {
                node.put("id", "url")
                    .putObject("params")
                    .put("type", "a")
                    .put("urlTemplate", edition.console() + link.path())
                    .put("labelTemplate", "{{value}}")
                    .put("openLinkInCurrentTab", false);
              } else if (format instanceof View.Lookup lookup) {
                ObjectNode params = node.put("id", "static_lookup").putObject("params");
                ArrayNode entries = params.putArray("lookupEntries");
                shared
                    .lookups()
                    .get(lookup.lookup())
                    .forEach(
                        (code, words) ->
                            entries.addObject().put("key", code).put("value", words.inBoth()));
                params.putNull("unknownKeyValue");
              }
            });
    return formats;
  }

  /** The Chinese name before the real one, which queries need. */
  private ObjectNode labels(View view) {
    ObjectNode labels = JSON.objectNode();
    for (String field : IndexFields.of(view.kind()).names()) {
      if (shared.fields().containsKey(field)) {
        labels.putObject(field).put("customLabel", shared.fields().get(field).zh() + " " + field);
      }
    }
    return labels;
  }

  String searchId(String id) {
    return edition.own("search-" + id);
  }

  SavedObject search(Search search) {
    ObjectNode attributes = JSON.objectNode();
    attributes.put("title", DashboardWriter.TITLE + search.title().in(edition.language()));
    attributes.put("description", "");
    ArrayNode columns = attributes.putArray("columns");
    search.columns().forEach(columns::add);
    ArrayNode sort = attributes.putArray("sort");
    search
        .orders()
        .forEach(by -> sort.addArray().add(by.field()).add(by.isAscending() ? "asc" : "desc"));
    attributes.putObject("grid");
    attributes.put("hideChart", true).put("isTextBasedQuery", false);
    ObjectNode source = JSON.objectNode();
    source.set("query", LensColumns.query(search.data().where()));
    source.putArray("filter");
    source.put("indexRefName", SEARCH_SOURCE + ".index");
    attributes.putObject("kibanaSavedObjectMeta").put("searchSourceJSON", Ndjson.text(source));
    Reference view =
        new Reference(
            SEARCH_SOURCE + ".index",
            ObjectType.DATA_VIEW.code(),
            edition.shared("view", search.data().view()));
    return new SavedObject(
        ObjectType.SEARCH.code(), searchId(search.id()), attributes, List.of(view, tagReference()));
  }
}
