package io.zhijing.detection.warning;

import io.zhijing.detection.model.Coded;

/**
 * What is done about a confirmed or feared fault: the closed list of measures. The first nine are
 * the systems that the plan names in 四（六）1; the rest are what departments do every day. The code is
 * stored.
 */
public enum Measure implements Coded {
  /** 生产许可. */
  PRODUCTION_LICENCE("production_licence"),
  /** 强制性产品认证. */
  COMPULSORY_CERTIFICATION("compulsory_certification"),
  /** 重大设备监理. */
  EQUIPMENT_SUPERVISION("equipment_supervision"),
  /** 特种设备安全监察. */
  SPECIAL_EQUIPMENT("special_equipment"),
  /** 进出口商品法定检验. */
  STATUTORY_INSPECTION("statutory_inspection"),
  /** 质量安全追溯. */
  TRACING("tracing"),
  /** 召回; carries a {@link Recall}. */
  RECALL("recall"),
  /** 区域监管. */
  REGIONAL_SUPERVISION("regional_supervision"),
  /** 责任追究. */
  ACCOUNTABILITY("accountability"),
  /** 加大抽查: follow-up sampling. */
  FOLLOW_UP_SAMPLING("follow_up_sampling"),
  /** 责令整改. */
  RECTIFICATION("rectification"),
  /** 下架停售. */
  STOP_SALE("stop_sale"),
  /** 风险提示. */
  RISK_NOTICE("risk_notice"),
  /** 无需处置: looked at, and nothing need be done. */
  NONE_NEEDED("none_needed");

  private final String code;

  Measure(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  /**
   * What a recall brought back.
   *
   * @param batch the recalled batch
   * @param amount how much was out, in the unit that the batch is counted in
   * @param recovered how much came back, at most the amount
   */
  public record Recall(String batch, long amount, long recovered) {
    /** Whether the numbers fit together. */
    public boolean isConsistent() {
      return !batch.isBlank() && amount >= 0 && recovered >= 0 && recovered <= amount;
    }
  }
}
