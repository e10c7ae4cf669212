package io.zhijing.jobs.pipeline;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.wire.Envelope;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Where the pipeline begins and ends. The pipeline knows no Kafka and no Elasticsearch; tests give
 * it other ends.
 *
 * @param source records stamped with their arrival, one watermark per partition
 * @param commands records of officers' commands
 * @param rules records of rule sets
 * @param streamByTopic stream code by topic name
 * @param documents takes all documents
 * @param warnings takes the warnings' documents once more, for those who act on them
 * @param deadLetters takes the dead letters' documents once more
 * @param indexPrefix what index names begin with
 * @param storesReports whether each report becomes a document
 */
public record Ends(
    Function<StreamExecutionEnvironment, DataStream<Envelope>> source,
    Function<StreamExecutionEnvironment, DataStream<Envelope>> commands,
    Function<StreamExecutionEnvironment, DataStream<Envelope>> rules,
    Map<String, String> streamByTopic,
    Sink<Document> documents,
    Sink<Document> warnings,
    Sink<Document> deadLetters,
    String indexPrefix,
    boolean storesReports) {

  /** The same with or without a document for each report. */
  public Ends storingReports(boolean stores) {
    return new Ends(
        source,
        commands,
        rules,
        streamByTopic,
        documents,
        warnings,
        deadLetters,
        indexPrefix,
        stores);
  }

  /** The same with another source. */
  public Ends withSource(Function<StreamExecutionEnvironment, DataStream<Envelope>> other) {
    return new Ends(
        other,
        commands,
        rules,
        streamByTopic,
        documents,
        warnings,
        deadLetters,
        indexPrefix,
        storesReports);
  }
}
