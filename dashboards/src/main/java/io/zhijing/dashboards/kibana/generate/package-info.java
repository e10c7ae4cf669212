/**
 * From the readable source to saved objects: references, column order, helper columns of formulas,
 * JSON within JSON. The same source gives the same bytes.
 */
package io.zhijing.dashboards.kibana.generate;
