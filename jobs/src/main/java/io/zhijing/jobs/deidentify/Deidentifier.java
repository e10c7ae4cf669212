package io.zhijing.jobs.deidentify;

import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.CreditCode;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Report;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Spelling;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Taxonomy.Match;
import io.zhijing.detection.model.Taxonomy.Resolution;
import io.zhijing.jobs.settings.PipelineSettings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A raw report without what identifies people, in the codes of the taxonomies. Fields of the
 * complainant and free text are dropped; of them only a keyed hash stays that tells that two
 * channels speak of the same complaint. Texts that are kept are masked. What is odd is flagged,
 * never refused. Not thread-safe.
 */
public final class Deidentifier {
  private static final Set<String> KNOWN_CHANNELS =
      Set.of("12306", "12365", "12315", "12331", "12345", "web", "app", "letter", "visit", "");

  /** The alphabet of GB 32100-2015 lacks I, O, S, V and Z. */
  private static final Pattern CREDIT_CODE = Pattern.compile("[0-9A-HJ-NP-RT-UW-Y]{18}");

  private final Lattice lattice;
  private final Map<String, String> productSectors;
  private final KeyedHash hash;
  private final KnownPlaces places;
  private final HazardNames hazardNames = new HazardNames();
  private final CleanTexts texts = new CleanTexts(PersonalPatterns::mask);
  private final CleanTexts names = new CleanTexts(PersonalWords::mask);

  /** De-identification under the settings. */
  public Deidentifier(PipelineSettings settings) {
    this.lattice = settings.watch().lattice().get();
    this.productSectors = settings.watch().productSectors();
    this.hash = new KeyedHash(settings.keys().hash());
    this.places = new KnownPlaces(lattice.taxonomy(Dimension.REGION));
  }

  /** The report without what identifies people. */
  public Report deidentify(RawReport raw) {
    Set<String> flags = new LinkedHashSet<>();
    RawReport.Identity identity = raw.identity();
    Resolution region = resolve(Dimension.REGION, raw.where().region(), flags);
    Resolution sector = sector(raw.what(), flags);
    String id =
        PersonalPatterns.isPersonal(identity.id()) ? "h-" + hash.of(identity.id()) : identity.id();
    Integer trials = raw.outcome().trials();
    Integer failures = raw.outcome().failures();
    return new Report(
        countedIn(identity.stream(), trials, failures).code(),
        identity.stream().code(),
        id,
        identity.revision(),
        identity.withdrawn(),
        (int) identity.eventDate().toEpochDay(),
        identity.arrivedAt().toEpochMilli(),
        region.code(),
        resolveAll(Dimension.PRODUCER, raw.where().producerRegions(), flags),
        sector.code(),
        hazards(raw.what().hazards(), flags),
        hasNoVerdict(identity.stream(), failures) || trials == null ? -1 : trials,
        failures == null ? -1 : failures,
        matter(raw),
        details(raw, region, sector, flags));
  }

  /** A test without a known verdict is no trial: it would count as one that was passed. */
  private static boolean hasNoVerdict(ReportStream stream, Integer failures) {
    return failures == null && stream != ReportStream.COMPLAINT;
  }

  private static ReportStream countedIn(ReportStream stream, Integer trials, Integer failures) {
    boolean listsFailuresOnly = trials == null && failures != null;
    return listsFailuresOnly && stream != ReportStream.COMPLAINT
        ? ReportStream.NOTIFICATION
        : stream;
  }

  private Report.Details details(
      RawReport raw, Resolution region, Resolution sector, Set<String> flags) {
    RawReport.Who who = raw.who();
    String enterprise = firm(who.enterpriseCode(), flags);
    String seller = firm(who.sellerCode(), flags);
    if (!KNOWN_CHANNELS.contains(raw.sampling().channel())) {
      flags.add("unknown_channel");
    }
    return new Report.Details(
        regionSpelling(raw.where().region(), region.match(), flags),
        sector.match() == Match.EXACT ? "" : keepName(raw.what().sector(), flags),
        keepName(raw.what().product(), flags),
        keepName(raw.where().placeType(), flags),
        raw.what().domain(),
        enterprise,
        keep(who.enterpriseName(), flags),
        seller.isEmpty() ? keep(who.sellerName(), flags) : seller,
        keep(who.platform(), flags),
        raw.sampling().kind(),
        raw.sampling().stage(),
        keep(raw.sampling().body(), flags),
        keep(raw.sampling().channel(), flags),
        flags.toArray(String[]::new));
  }

  /** Of what is not known for certain no more than the name of a place: it may be an address. */
  private String regionSpelling(String text, Match match, Set<String> flags) {
    if (match == Match.EXACT) {
      return "";
    }
    String kept = keep(text, flags);
    return match == Match.ALIAS ? kept : places.of(kept);
  }

  private Resolution sector(RawReport.What what, Set<String> flags) {
    Taxonomy sectors = lattice.taxonomy(Dimension.SECTOR);
    Resolution stated = sectors.resolve(texts.mask(what.sector()));
    if (stated.match() == Match.UNKNOWN) {
      String byProduct = productSectors.get(Spelling.normalise(what.product()));
      if (byProduct != null) {
        flags.add("sector_from_product");
        return new Resolution(byProduct, Match.ALIAS);
      }
    }
    flag(stated, Dimension.SECTOR, flags);
    return stated;
  }

  private Resolution resolve(Dimension dimension, String spelling, Set<String> flags) {
    Resolution resolution = lattice.taxonomy(dimension).resolve(texts.mask(spelling));
    flag(resolution, dimension, flags);
    return resolution;
  }

  private String[] resolveAll(Dimension dimension, List<String> spellings, Set<String> flags) {
    Taxonomy taxonomy = lattice.taxonomy(dimension);
    if (taxonomy == null) {
      return new String[0];
    }
    Set<String> codes = new LinkedHashSet<>();
    for (String spelling : spellings) {
      codes.add(resolve(dimension, spelling, flags).code());
    }
    return codes.toArray(String[]::new);
  }

  /**
   * What nobody listed is a hazard of its own only if it has the form of a name; else it counts
   * under the group that the spelling rules find in it, or as unknown. Where one of several is no
   * name, a complaint may have been cut in parts: those that no group knows go with it.
   */
  private String[] hazards(List<String> spellings, Set<String> flags) {
    Taxonomy taxonomy = lattice.taxonomy(Dimension.HAZARD);
    if (taxonomy == null) {
      return new String[0];
    }
    Map<String, Resolution> found = new LinkedHashMap<>();
    boolean hasText = false;
    for (String spelling : spellings) {
      String masked = texts.mask(spelling);
      Resolution resolution = taxonomy.resolve(masked);
      found.put(spelling, resolution);
      hasText |= isUnlisted(taxonomy, resolution) && !hazardNames.isName(masked);
    }
    Set<String> codes = new LinkedHashSet<>();
    for (Map.Entry<String, Resolution> each : found.entrySet()) {
      Resolution hazard = each.getValue();
      if (hasText && isUnlisted(taxonomy, hazard)) {
        String group = taxonomy.parent(hazard.code()).orElse(Taxonomy.UNKNOWN);
        boolean isUnknown = group.equals(Taxonomy.UNKNOWN);
        if (isUnknown || !hazardNames.isName(texts.mask(each.getKey()))) {
          flags.add("hazard_not_a_name");
          hazard = new Resolution(group, isUnknown ? Match.UNKNOWN : Match.NEAREST);
        }
      }
      flag(hazard, Dimension.HAZARD, flags);
      codes.add(hazard.code());
    }
    return codes.toArray(String[]::new);
  }

  /** A leaf below a group, or below {@link Taxonomy#UNKNOWN}, that no table has. */
  private static boolean isUnlisted(Taxonomy taxonomy, Resolution resolution) {
    return !taxonomy.tree().contains(resolution.code());
  }

  private static void flag(Resolution resolution, Dimension dimension, Set<String> flags) {
    if (resolution.match() == Match.UNKNOWN) {
      flags.add("unknown_" + dimension.code());
    } else if (resolution.match() == Match.NEAREST) {
      flags.add("nearest_" + dimension.code());
    }
  }

  private String keep(String text, Set<String> flags) {
    return keep(texts, text, flags);
  }

  /** What should name a thing or its class, unless it says who or where somebody is. */
  private String keepName(String text, Set<String> flags) {
    return keep(names, text, flags);
  }

  private static String keep(CleanTexts clean, String text, Set<String> flags) {
    String masked = clean.mask(text);
    if (!masked.equals(text)) {
      flags.add("masked_text");
    }
    return masked;
  }

  /** A credit code is kept; a key that looks like a person's number is hashed. */
  private String firm(String code, Set<String> flags) {
    if (code.isEmpty()) {
      return "";
    }
    if (CREDIT_CODE.matcher(code).matches()) {
      boolean valid = CreditCode.hasValidCheckDigit(code);
      if (!valid) {
        flags.add("credit_code_check_digit");
      }
      boolean isCreditCode = valid && !IdentityNumber.isValid(code);
      if (isCreditCode || !PersonalPatterns.isPersonal(code)) {
        return code;
      }
    }
    return PersonalPatterns.isPersonal(code) ? "h-" + hash.of(code) : code;
  }

  /**
   * Equal for two complaints of one person about one firm, or else one product, on one day; empty
   * when the complainant is not known. The telephone comes first, which every hotline asks for.
   */
  private String matter(RawReport raw) {
    if (raw.identity().stream() != ReportStream.COMPLAINT) {
      return "";
    }
    Map<String, String> person = raw.person().fields();
    String who =
        person.getOrDefault(
            "phone",
            person.getOrDefault(
                "id_number", person.getOrDefault("email", person.getOrDefault("account", ""))));
    String about = firmOrProduct(raw);
    if (who.isEmpty() || about.isEmpty()) {
      return "";
    }
    return hash.of(
        Spelling.normalise(who).replaceAll("[\\s+-]", "").replaceFirst("^86(?=1)", "")
            + "|"
            + Spelling.normalise(about)
            + "|"
            + raw.identity().eventDate());
  }

  private static String firmOrProduct(RawReport raw) {
    if (!raw.who().enterpriseCode().isEmpty()) {
      return raw.who().enterpriseCode();
    }
    return raw.who().enterpriseName().isEmpty() ? raw.what().product() : raw.who().enterpriseName();
  }
}
