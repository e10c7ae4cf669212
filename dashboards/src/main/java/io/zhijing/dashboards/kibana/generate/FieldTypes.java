package io.zhijing.dashboards.kibana.generate;

import io.zhijing.dashboards.kibana.objects.IndexFields;
import io.zhijing.dashboards.kibana.source.View;

/**
 * What Lens calls the types of a view's fields.
 *
 * @param view the view
 * @param fields its documents' fields
 */
record FieldTypes(View view, IndexFields fields) {

  static FieldTypes of(View view) {
    return new FieldTypes(view, IndexFields.of(view.kind()));
  }

  /** Lens's name of a field's type; of a field that is not there, that of a text. */
  String dataType(String field) {
    if (fields.isNumber(field)) {
      return "number";
    }
    return fields
        .type(field)
        .filter(type -> type.equals("date") || type.equals("boolean"))
        .orElse("string");
  }
}
