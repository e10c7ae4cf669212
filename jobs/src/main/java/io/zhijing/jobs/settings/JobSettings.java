package io.zhijing.jobs.settings;

import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.kafka.KafkaSettings;
import java.time.Duration;

/**
 * All that a monitoring job needs. Prints itself with secrets masked.
 *
 * @param pack the taxonomies and facets
 * @param pipeline what the stages need to know
 * @param kafka where reports come from
 * @param elasticsearch where documents go
 * @param group consumer group of the reports
 * @param idleAfter a partition that is silent this long does not hold up the others
 * @param storesReports whether each report becomes a document
 */
public record JobSettings(
    Pack pack,
    PipelineSettings pipeline,
    KafkaSettings kafka,
    ElasticsearchSettings elasticsearch,
    String group,
    Duration idleAfter,
    boolean storesReports) {}
