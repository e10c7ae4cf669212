package io.zhijing.jobs.pipeline;

/**
 * The identity of each operator in a savepoint. Never renamed, never reused: a savepoint finds its
 * state by it. A new, changed or dropped one is a {@code [STATE]} entry of the changelog.
 */
public enum Uids {
  /** Reads the three topics. */
  SOURCE("reports-source", "Reports from Kafka"),
  /** Bytes to reports. */
  DECODE("decode", "Decode"),
  /** Personal fields end here. */
  DEIDENTIFY("deidentify", "De-identify"),
  /** One current version of each report. */
  RECONCILE("reconcile", "Reconcile revisions"),
  /** Reports whose matter is known. */
  WITH_MATTER("with-matter", "Reports with a matter"),
  /** Reports whose matter is not known. */
  WITHOUT_MATTER("without-matter", "Reports without a matter"),
  /** The same complaint over several channels counts once. */
  MATTERS("matters", "Count each matter once"),
  /** Adds up reports that are counted alike. */
  CONDENSE("condense", "Add up reports"),
  /** The same of reports whose matter is known. */
  CONDENSE_MATTERS("condense-matters", "Add up matters"),
  /** Trials and failures by adjustment cell. */
  MIX_COUNTS("mix-counts", "Count by adjustment cell"),
  /** Expected failure rates of the cells, week by week. */
  MIX_RATES("mix-rates", "Rates of adjustment cells"),
  /** Expected failures of each report. */
  MIX_STAMP("mix-stamp", "Expected failures"),
  /** Reports to strata. */
  EXPAND("expand-strata", "Expand to strata"),
  /** Adds up before the shuffle. */
  COMBINE("combine-locally", "Combine locally"),
  /** Counts that a savepoint of a version before families has waiting. */
  OLDER_COUNTS("aggregate", "Counts of an older savepoint"),
  /** Observed against expected. */
  DETECT("detect", "Detect"),
  /** Findings that stand out, or no longer do. */
  SIGNALS_ONLY("signals-only", "Signals only"),
  /** Reads officers' commands. */
  COMMAND_SOURCE("commands-source", "Commands from Kafka"),
  /** Commands wait for nobody's clock. */
  COMMAND_CLOCK("commands-clock", "Commands at once"),
  /** Bytes to commands. */
  DECODE_COMMANDS("decode-commands", "Decode commands"),
  /** Personal words of officers end here. */
  MASK_NOTES("mask-notes", "Mask officers' notes"),
  /** Answers to officers. */
  ANSWER_DOCUMENTS("answer-documents", "Documents of answers"),
  /** Reads rule sets. */
  RULES_SOURCE("rules-source", "Rules from Kafka"),
  /** Rules wait for nobody's clock. */
  RULES_CLOCK("rules-clock", "Rules at once"),
  /** Bytes to rule sets. */
  DECODE_RULES("decode-rules", "Decode rules"),
  /** Answers to those who give rules. */
  RULES_DOCUMENTS("rules-documents", "Documents of rules"),
  /** Judged days on their way to their subject. */
  DAYS_TO_SUBJECTS("days-to-subjects", "Days to subjects"),
  /** Commands on their way to their subject. */
  COMMANDS_TO_SUBJECTS("commands-to-subjects", "Commands to subjects"),
  /** Neighbours taken together. */
  CLUSTERS("clusters", "Find clusters of neighbours"),
  /** Streams taken together. */
  STREAMS("streams", "Weigh streams together"),
  /** Which stratum is warned of. */
  ASSESS("assess", "Assess"),
  /** Who contributes to what is warned of. */
  CONTRIBUTIONS("contributions", "Contributions"),
  /** The life of warnings. */
  WARN("warn", "Warn"),
  /** Entries of decoding added up before the shuffle. */
  DECODE_ENTRIES("decode-entries", "Add up entries of decoding"),
  /** Those of reconciliation. */
  RECONCILE_ENTRIES("reconcile-entries", "Add up entries of reconciliation"),
  /** Those of matters. */
  MATTERS_ENTRIES("matters-entries", "Add up entries of matters"),
  /** Those of what is late. */
  EXPAND_ENTRIES("expand-entries", "Add up entries of late reports"),
  /** What came in and what became of it. */
  LEDGER("ledger", "Account for every record"),
  /** Report documents. */
  REPORT_DOCUMENTS("report-documents", "Documents of reports"),
  /** Count documents. */
  COUNT_DOCUMENTS("count-documents", "Documents of counts"),
  /** Signal documents. */
  SIGNAL_DOCUMENTS("signal-documents", "Documents of signals"),
  /** Warning documents. */
  WARNING_DOCUMENTS("warning-documents", "Documents of warnings"),
  /** Audit documents. */
  AUDIT_DOCUMENTS("audit-documents", "Documents of the audit trail"),
  /** Credit events of firms. */
  CREDIT_DOCUMENTS("credit-documents", "Documents of credit"),
  /** Confirmed warnings behind which a firm stands. */
  CONFIRMED_ONLY("confirmed-only", "Confirmed only"),
  /** Steps of a warning's life. */
  STEPS_ONLY("steps-only", "Steps only"),
  /** Dead-letter documents. */
  DEAD_LETTER_DOCUMENTS("dead-letter-documents", "Documents of dead letters"),
  /** Dead letters for their topic, where what they said may lie sealed. */
  DEAD_LETTER_RECORDS("dead-letter-records", "Dead letters for their topic"),
  /** Late-report documents. */
  LATE_DOCUMENTS("late-documents", "Documents of late reports"),
  /** Accounting documents. */
  HEALTH_DOCUMENTS("health-documents", "Documents of the accounting"),
  /** Writes the documents that people wait for. */
  AWAITED_SINK("awaited-document-sink", "Awaited documents to Elasticsearch"),
  /** Writes all documents. */
  DOCUMENT_SINK("document-sink", "Documents to Elasticsearch"),
  /** Writes warnings. */
  WARNING_SINK("warning-sink", "Warnings to Kafka"),
  /** Writes dead letters. */
  DEAD_LETTER_SINK("dead-letter-sink", "Dead letters to Kafka");

  private final String uid;
  private final String phrase;

  Uids(String uid, String phrase) {
    this.uid = uid;
    this.phrase = phrase;
  }

  /** The stable identity. */
  public String uid() {
    return uid;
  }

  /** What a person reads in the web UI. */
  public String phrase() {
    return phrase;
  }
}
