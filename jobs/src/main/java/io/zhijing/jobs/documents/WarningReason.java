package io.zhijing.jobs.documents;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Reach;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Signal.Kind;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.warning.Evidence;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Says in a sentence why there is a warning: what was observed, over which days, against what,
 * where it stands out, and who contributes most.
 */
final class WarningReason {
  private static final int NAMED = 3;

  private static final List<Dimension> SAID =
      List.of(Dimension.HAZARD, Dimension.ENTERPRISE, Dimension.REGION);

  private final Lattice lattice;

  /** Reasons with names from the lattice's taxonomies. */
  WarningReason(Lattice lattice) {
    this.lattice = lattice;
  }

  String inEnglish(int day, Evidence evidence) {
    Reach reach = evidence.reach();
    StringBuilder text = new StringBuilder(numbersInEnglish(day, evidence));
    many(Dimension.REGION, reach.regions(), false)
        .ifPresent(names -> text.append("; stands out in ").append(names));
    many(Dimension.SECTOR, reach.sectors(), false)
        .ifPresent(names -> text.append("; in the sectors ").append(names));
    for (Dimension dimension : SAID) {
      String most = greatest(dimension, reach, false);
      if (!most.isEmpty()) {
        text.append("; most by ").append(dimension.code()).append(": ").append(most);
      }
    }
    return text.toString();
  }

  String inChinese(int day, Evidence evidence) {
    Reach reach = evidence.reach();
    StringBuilder text = new StringBuilder(numbersInChinese(day, evidence));
    many(Dimension.REGION, reach.regions(), true)
        .ifPresent(names -> text.append("；涉及地区：").append(names));
    many(Dimension.SECTOR, reach.sectors(), true)
        .ifPresent(names -> text.append("；涉及行业：").append(names));
    for (Dimension dimension : SAID) {
      String most = greatest(dimension, reach, true);
      if (!most.isEmpty()) {
        text.append("；主要").append(chinese(dimension)).append("：").append(most);
      }
    }
    return text.toString();
  }

  private static String chinese(Dimension dimension) {
    return switch (dimension) {
      case REGION -> "地区";
      case PRODUCER -> "产地";
      case SECTOR -> "行业";
      case HAZARD -> "问题";
      case ENTERPRISE -> "企业";
    };
  }

  /** Several names; empty for one alone, which the warning's own place or subject says already. */
  private Optional<String> many(Dimension dimension, List<String> codes, boolean isChinese) {
    if (codes.size() < 2) {
      return Optional.empty();
    }
    StringJoiner names = new StringJoiner(isChinese ? "、" : ", ");
    codes.stream().limit(NAMED).forEach(code -> names.add(name(dimension, code, isChinese)));
    if (codes.size() <= NAMED) {
      return Optional.of(names.toString());
    }
    return Optional.of(
        isChinese
            ? names + "等" + codes.size() + "个"
            : names + " and " + (codes.size() - NAMED) + " more");
  }

  /** The names of the places of a cluster: a few, and how many more. */
  String places(List<String> codes, boolean isChinese) {
    return many(Dimension.REGION, codes, isChinese)
        .orElseGet(() -> name(Dimension.REGION, codes.get(0), isChinese));
  }

  private String greatest(Dimension dimension, Reach reach, boolean isChinese) {
    StringJoiner names = new StringJoiner(isChinese ? "、" : ", ");
    reach.contributions().stream()
        .filter(each -> each.dimension() == dimension && !each.code().isEmpty())
        .limit(NAMED)
        .forEach(each -> names.add(name(dimension, each.code(), isChinese) + " " + each.count()));
    return names.toString();
  }

  private String name(Dimension dimension, String code, boolean isChinese) {
    Taxonomy taxonomy = lattice.taxonomy(dimension);
    return isChinese ? taxonomy.nameZh(code) : taxonomy.nameEn(code);
  }

  private static String numbersInEnglish(int day, Evidence evidence) {
    Finding finding = evidence.signal().finding();
    if (evidence.signal().kind() == Kind.FIRST_EVER) {
      return String.format(
          Locale.ROOT,
          "never seen before; %d reports in the %d days to %s",
          finding.observed(),
          finding.windowDays(),
          LocalDate.ofEpochDay(day));
    }
    String observed =
        finding.trials() > 0
            ? finding.observed() + " failures of " + finding.trials() + " tests"
            : finding.observed() + " reports";
    int places = evidence.signal().places().size();
    return String.format(
        Locale.ROOT,
        "%s%s in the %d days to %s, %.1f expected, up to %.0f usual%s (%s)",
        places == 0 ? "" : places + " regions side by side have risen together: ",
        observed,
        finding.windowDays(),
        LocalDate.ofEpochDay(day),
        finding.expected(),
        finding.upperBound(),
        streams(evidence.signal(), false),
        english(evidence.signal()));
  }

  private static String english(Signal signal) {
    Finding.BaselineState baseline = signal.finding().baseline();
    String basis = baseline.referenceDays() + " reference days";
    return "borrowed".equals(baseline.state())
        ? basis + ", rate borrowed from " + (isFirm(signal) ? "its place and sector" : "parent")
        : basis;
  }

  private static String numbersInChinese(int day, Evidence evidence) {
    Finding finding = evidence.signal().finding();
    LocalDate date = LocalDate.ofEpochDay(day);
    if (evidence.signal().kind() == Kind.FIRST_EVER) {
      return String.format(
          Locale.ROOT, "首次出现的危害；截至%s的%d天内有%d起报告", date, finding.windowDays(), finding.observed());
    }
    String observed =
        finding.trials() > 0
            ? finding.trials() + "批次中" + finding.observed() + "批次不合格"
            : finding.observed() + "起报告";
    int places = evidence.signal().places().size();
    return String.format(
        Locale.ROOT,
        "%s截至%s的%d天内%s，预期%.1f，通常不超过%.0f%s（参考%d天%s）",
        places == 0 ? "" : places + "个相邻地区同时升高，合计：",
        date,
        finding.windowDays(),
        observed,
        finding.expected(),
        finding.upperBound(),
        streams(evidence.signal(), true),
        finding.baseline().referenceDays(),
        "borrowed".equals(finding.baseline().state())
            ? (isFirm(evidence.signal()) ? "，借用同地同业的不合格率" : "，借用上级区划的不合格率")
            : "");
  }

  /** The other streams that have risen; empty if only one was looked at. */
  private static String streams(Signal signal, boolean isChinese) {
    if (signal.streams().isEmpty()) {
      return "";
    }
    StringJoiner names = new StringJoiner(isChinese ? "、" : ", ");
    signal.streams().stream().skip(1).forEach(each -> names.add(name(each, isChinese)));
    return isChinese ? "，同期" + names + "也偏高" : "; at the same time more than expected in " + names;
  }

  private static String name(ReportStream stream, boolean isChinese) {
    return switch (stream) {
      case INSPECTION -> isChinese ? "监督抽检" : "inspections";
      case COMPLAINT -> isChinese ? "投诉举报" : "complaints";
      case ECOMMERCE -> isChinese ? "网络抽查" : "e-commerce checks";
      case NOTIFICATION -> isChinese ? "风险通报" : "notifications";
    };
  }

  private static boolean isFirm(Signal signal) {
    return !signal.stratum().node(Dimension.ENTERPRISE).isEmpty();
  }
}
