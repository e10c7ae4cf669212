package io.zhijing.connectors.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemOutcomeTest {

  @ParameterizedTest
  @CsvSource({
    "200, '', DONE",
    "201, '', DONE",
    "409, version_conflict_engine_exception, ALREADY_NEWER",
    "409, some_other_conflict, RETRY",
    "429, es_rejected_execution_exception, RETRY",
    "429, cluster_block_exception, RETRY",
    "500, exception, RETRY",
    "502, '', RETRY",
    "503, unavailable_shards_exception, RETRY",
    "0, '', RETRY",
    "400, strict_dynamic_mapping_exception, DEAD_LETTER",
    "400, document_parsing_exception, DEAD_LETTER",
    "400, invalid_index_name_exception, DEAD_LETTER",
    "413, http_413, DEAD_LETTER"
  })
  void judgesAnItemByStatusAndErrorType(int status, String errorType, ItemOutcome expected) {
    assertThat(ItemOutcome.classify(status, errorType)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "401, security_exception",
    "403, security_exception",
    "403, cluster_block_exception",
    "404, index_not_found_exception",
    "400, index_closed_exception",
    "400, validation_exception"
  })
  void neverGivesADocumentUpForTheServersOwnFault(int status, String errorType) {
    assertThat(ItemOutcome.classify(status, errorType)).isEqualTo(ItemOutcome.RETRY);
  }
}
