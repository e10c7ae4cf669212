package io.zhijing.detection.model;

/**
 * A de-identified report, in the codes of the taxonomies. What follows de-identification sees this
 * and nothing else. Flat and made of plain types, so that it is cheap to ship and to keep.
 *
 * @param stream code of the {@link ReportStream} it is counted in
 * @param source code of the stream it came from
 * @param id the source's identifier
 * @param revision 0 for the first version
 * @param withdrawn whether this revision takes the report back
 * @param eventDay epoch day that it counts for
 * @param arrivedAt when it became known, epoch milliseconds
 * @param region node code
 * @param producers node codes of the producers' regions; empty when unknown
 * @param sector node code
 * @param hazards node codes, distinct
 * @param trials tests with a verdict, -1 if not stated
 * @param failures failed tests, -1 if not stated
 * @param matter keyed hash that is equal for the same complaint over two channels; empty if none
 * @param details what is kept for analysts
 */
public record Report(
    String stream,
    String source,
    String id,
    int revision,
    boolean withdrawn,
    int eventDay,
    long arrivedAt,
    String region,
    String[] producers,
    String sector,
    String[] hazards,
    int trials,
    int failures,
    String matter,
    Details details) {

  /**
   * Fields that are kept but not counted by. Texts are empty when absent.
   *
   * @param regionSpelling the region as the source wrote it, if it is not a known code; of an
   *     address only known places at its beginning
   * @param sectorSpelling the sector likewise
   * @param product product code or name
   * @param placeType kind of place
   * @param domain product, engineering, service or environment
   * @param enterprise credit code or the source's key of the firm
   * @param enterpriseName name of the firm
   * @param seller credit code or name of the seller
   * @param platform e-commerce platform
   * @param samplingKind random or targeted
   * @param stage production, market, online, import, export
   * @param body inspecting body
   * @param channel hotline
   * @param flags what is odd about the report, stable codes
   */
  public record Details(
      String regionSpelling,
      String sectorSpelling,
      String product,
      String placeType,
      String domain,
      String enterprise,
      String enterpriseName,
      String seller,
      String platform,
      String samplingKind,
      String stage,
      String body,
      String channel,
      String[] flags) {}

  /** The same report of another matter. */
  public Report withMatter(String other) {
    return new Report(
        stream, source, id, revision, withdrawn, eventDay, arrivedAt, region, producers, sector,
        hazards, trials, failures, other, details);
  }
}
