package io.zhijing.jobs.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlinkLibraryTest {
  @Test
  void aClusterRunsOnWhatFlinksDistributionHoldsAlone() {
    assertThat(
            new String[] {
              "flink-runtime-2.2.1.jar",
              "flink-statebackend-rocksdb-2.2.1.jar",
              "flink-shaded-zookeeper-3-3.7.2-20.0.jar",
              "log4j-core-2.25.3.jar",
              "slf4j-api-2.0.17.jar"
            })
        .allMatch(FlinkLibrary::isFlinks);
    assertThat(
            new String[] {
              "flink-connector-kafka-5.0.0-2.2.jar",
              "flink-connector-base-2.2.1.jar",
              "flink-test-utils-2.2.1.jar",
              "flink-runtime-2.2.1-tests.jar",
              "kafka-clients-4.2.2.jar",
              "jackson-databind-2.22.4.jar",
              "zhijing-jobs-0.1.0.jar",
              "classes"
            })
        .noneMatch(FlinkLibrary::isFlinks);
  }

  @Test
  void thisJvmHasIt() {
    assertThat(FlinkLibrary.classPath()).contains("flink-runtime-", "log4j-core-");
  }
}
