/**
 * What is wrong with saved objects, without a Kibana: whether they can be imported and opened, and
 * whether what they ask for is in the documents. Main code and no test, because a file is checked
 * before it is written or sent: who adds a chart, or installs for another pack, is told at once.
 */
package io.zhijing.dashboards.kibana.check;
