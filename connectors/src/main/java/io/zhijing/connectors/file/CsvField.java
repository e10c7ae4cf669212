package io.zhijing.connectors.file;

import java.util.Arrays;
import java.util.Optional;

/** What a column of a CSV source can mean. The code is written in mapping files. */
public enum CsvField {
  /** inspection, complaint or ecommerce. */
  STREAM("stream"),
  /** The source's identifier. */
  ID("id"),
  /** 0 for the first version. */
  REVISION("revision"),
  /** Whether the revision takes the report back. */
  WITHDRAWN("withdrawn"),
  /** The day the report counts for. */
  EVENT_DATE("event_date"),
  /** The day it became known; the event day if not given. */
  ARRIVAL_DATE("arrival_date"),
  /** Region of the finding. */
  REGION("region"),
  /** Kind of place. */
  PLACE_TYPE("place_type"),
  /** Regions of the producers. */
  PRODUCER_REGIONS("producer_regions"),
  /** Sector or product category. */
  SECTOR("sector"),
  /** Product. */
  PRODUCT("product"),
  /** Failed items. */
  HAZARDS("hazards"),
  /** Compound cells: failed item, result and limit. */
  FAILED_ITEMS("failed_items"),
  /** product, engineering, service or environment. */
  DOMAIN("domain"),
  /** Credit code or the source's own key of the enterprise. */
  ENTERPRISE_CODE("enterprise_code"),
  /** Its name. */
  ENTERPRISE_NAME("enterprise_name"),
  /** Credit code of the seller. */
  SELLER_CODE("seller_code"),
  /** Its name. */
  SELLER_NAME("seller_name"),
  /** E-commerce platform. */
  PLATFORM("platform"),
  /** random or targeted. */
  SAMPLING("sampling"),
  /** production, market, online, import, export. */
  STAGE("stage"),
  /** Inspecting body. */
  BODY("body"),
  /** Channel of a complaint. */
  CHANNEL("channel"),
  /** Tests with a verdict. */
  TRIALS("trials"),
  /** Those that failed. */
  FAILURES("failures"),
  /** Key=value pairs in one cell; constants may name a key as {@code $key}. */
  NOTE("note");

  private final String code;

  CsvField(String code) {
    this.code = code;
  }

  /** The stable code of mapping files. */
  public String code() {
    return code;
  }

  /** The field with the code, if there is one. */
  public static Optional<CsvField> ofCode(String code) {
    return Arrays.stream(values()).filter(field -> field.code.equals(code)).findFirst();
  }
}
