package io.zhijing.connectors.wire;

import io.zhijing.detection.model.ReportStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A report as received, personal fields included. It lives between decoding and de-identification
 * and is never kept in state, logged or written. Text fields are empty when absent.
 *
 * @param identity which report this is, and when
 * @param where the place of the finding and of the producer
 * @param what sector, product, hazards
 * @param who enterprise, seller, platform
 * @param sampling how it was sampled or received
 * @param outcome the verdict
 * @param person who complained, and free text; never leaves de-identification
 */
public record RawReport(
    Identity identity,
    Where where,
    What what,
    Who who,
    Sampling sampling,
    Outcome outcome,
    Person person) {

  /**
   * Identity and times.
   *
   * @param stream which of the three streams
   * @param id the source's own identifier, unique within the stream
   * @param revision 0 for the first version; a higher one replaces all lower ones
   * @param withdrawn whether this revision takes the report back
   * @param eventDate the local calendar day that the report counts for
   * @param arrivedAt when this revision became known; the time axis of the pipeline
   */
  public record Identity(
      ReportStream stream,
      String id,
      int revision,
      boolean withdrawn,
      LocalDate eventDate,
      Instant arrivedAt) {}

  /**
   * Places.
   *
   * @param region code or known spelling of the region of the finding
   * @param placeType kind of place (urban_fringe, rural, pastoral ...), may be empty
   * @param producerRegions codes or spellings of the producers' regions; empty when unknown
   */
  public record Where(String region, String placeType, List<String> producerRegions) {}

  /**
   * Subject.
   *
   * @param sector code or known spelling of the sector or product category
   * @param product code or name of the product, may be empty
   * @param hazards failed items, substances or complaint kinds as spelt by the source
   * @param domain product, engineering, service or environment
   */
  public record What(String sector, String product, List<String> hazards, String domain) {}

  /**
   * Firms. A sole trader's name can be a person's name.
   *
   * @param enterpriseCode unified social credit code or a source's own key, may be empty
   * @param enterpriseName may be empty
   * @param sellerCode credit code of the seller when it is not the enterprise
   * @param sellerName may be empty
   * @param platform the e-commerce platform
   */
  public record Who(
      String enterpriseCode,
      String enterpriseName,
      String sellerCode,
      String sellerName,
      String platform) {}

  /**
   * How the report came about.
   *
   * @param kind random or targeted (随机抽查, 重点检查), may be empty
   * @param stage production, market, online, import, export, may be empty
   * @param body inspecting body or coded inspector, may be empty
   * @param channel hotline or other channel of a complaint, may be empty
   */
  public record Sampling(String kind, String stage, String body, String channel) {}

  /**
   * The verdict. {@code null} means not stated, which is not zero: without trials there is no rate.
   *
   * @param trials number of tests with a verdict
   * @param failures number of those that failed
   */
  public record Outcome(Integer trials, Integer failures) {}

  /**
   * Everything that can identify a complainant or informant, and free text.
   *
   * @param fields values by wire name (name, phone, id_number, address, email, account, card,
   *     order, plate, device, attachment, employee)
   * @param description free text
   */
  public record Person(Map<String, String> fields, String description) {
    /** Nothing personal was given. */
    public static final Person NONE = new Person(Map.of(), "");

    /** Names no value, so that a stray print cannot leak one. */
    @Override
    public String toString() {
      return "Person[masked]";
    }
  }
}
