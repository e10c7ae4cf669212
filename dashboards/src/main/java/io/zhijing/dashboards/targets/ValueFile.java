package io.zhijing.dashboards.targets;

import io.zhijing.dashboards.targets.TargetTable.Row;
import io.zhijing.dashboards.targets.TargetValue.Given;
import io.zhijing.dashboards.targets.TargetValue.NoData;
import io.zhijing.dashboards.targets.TargetValue.Reason;
import io.zhijing.detection.model.Taxonomy;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Officers' values: a CSV table with the columns target, region, year and value, and if they like
 * numerator, denominator and note. A rate may be given by its two parts alone; {@code -} takes a
 * value back.
 */
public final class ValueFile {
  private static final List<String> COLUMNS = List.of("target", "region", "year", "value");
  private static final String TAKEN_BACK = "-";
  private static final double ROUNDING = 0.051;
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2100;
  private static final int MOST_LEVELS = 1;

  private final PlanTargets targets;
  private final Taxonomy regions;
  private final List<String> faults = new ArrayList<>();

  private ValueFile(PlanTargets targets, Taxonomy regions) {
    this.targets = targets;
    this.regions = regions;
  }

  /**
   * Reads values.
   *
   * @param name what the table is called in messages
   * @throws TargetFaults naming every fault
   */
  public static Map<TargetKey, TargetValue> read(
      String name, Reader reader, PlanTargets targets, Taxonomy regions) throws TargetFaults {
    ValueFile file = new ValueFile(targets, regions);
    Map<TargetKey, TargetValue> values = new LinkedHashMap<>();
    for (Row row : new TargetTable(name, file.faults).rows(reader, COLUMNS)) {
      Optional<PlanTarget> target = file.target(row);
      Optional<String> region = file.region(row);
      Optional<Integer> year = year(row);
      Optional<TargetValue> value = target.flatMap(each -> value(row, each));
      if (target.isPresent() && region.isPresent() && year.isPresent() && value.isPresent()) {
        TargetKey key = new TargetKey(target.get().id(), region.get(), year.get());
        if (values.put(key, value.get()) != null) {
          row.fault("the value of " + key.id() + " is given twice");
        }
      }
    }
    if (!file.faults.isEmpty()) {
      throw new TargetFaults(file.faults);
    }
    return values;
  }

  private Optional<PlanTarget> target(Row row) {
    Optional<PlanTarget> target = targets.find(row.text("target"));
    if (target.isEmpty()) {
      row.fault("target: the plan has no '" + row.text("target") + "'");
    }
    return target;
  }

  private Optional<String> region(Row row) {
    String text = row.text("region");
    String code = regions.resolve(text).code();
    if (code.equals(Taxonomy.UNKNOWN)) {
      row.fault("region: there is no '" + text + "'");
      return Optional.empty();
    }
    if (regions.lineage(code).size() > MOST_LEVELS) {
      row.fault("region: '" + text + "' is neither the whole region nor right below it");
      return Optional.empty();
    }
    return Optional.of(code);
  }

  private static Optional<Integer> year(Row row) {
    String text = row.text("year");
    if (text.matches("[0-9]{4}")) {
      int year = Integer.parseInt(text);
      if (year >= FIRST_YEAR && year <= LAST_YEAR) {
        return Optional.of(year);
      }
    }
    row.fault("year: '" + text + "' is none");
    return Optional.empty();
  }

  private static Optional<TargetValue> value(Row row, PlanTarget target) {
    if (row.text("value").equals(TAKEN_BACK)) {
      return Optional.of(new NoData(Reason.TAKEN_BACK));
    }
    OptionalDouble value = row.number("value");
    OptionalDouble numerator = row.number("numerator");
    OptionalDouble denominator = row.number("denominator");
    OptionalDouble rate = rate(row, target, numerator, denominator);
    if (value.isEmpty() && rate.isEmpty()) {
      if (row.text("value").isEmpty() && row.text("numerator").isEmpty()) {
        row.fault("value is missing");
      }
      return Optional.empty();
    }
    double number = value.orElseGet(rate::getAsDouble);
    if (rate.isPresent() && Math.abs(number - rate.getAsDouble()) > ROUNDING) {
      row.fault("value: " + number + " is not numerator by denominator");
    }
    boolean isPercent = target.unit().equals(PlanTarget.PERCENT);
    if (number < 0 || (isPercent && number > 100)) {
      row.fault("value: " + number + " is out of range");
    }
    return Optional.of(new Given(number, numerator, denominator, row.text("note")));
  }

  private static OptionalDouble rate(
      Row row, PlanTarget target, OptionalDouble numerator, OptionalDouble denominator) {
    if (numerator.isEmpty() && denominator.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (target.kind() != PlanTarget.Kind.RATE) {
      row.fault("numerator, denominator: " + target.id() + " is no rate");
      return OptionalDouble.empty();
    }
    if (numerator.isEmpty() || denominator.isEmpty()) {
      row.fault("numerator and denominator belong together");
      return OptionalDouble.empty();
    }
    double whole = denominator.getAsDouble();
    double part = numerator.getAsDouble();
    if (whole <= 0 || part < 0 || part > whole) {
      row.fault("numerator " + part + " is no part of denominator " + whole);
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(100 * part / whole);
  }
}
