package io.zhijing.jobs.state;

import io.zhijing.jobs.compact.CompactForm;
import io.zhijing.jobs.compact.CompactType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ObjectArrayTypeInfo;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;

/**
 * Type information of everything that crosses operators or is kept. Made here only, so that there
 * is one place to judge compatibility. Records of which there are many have a form of their own;
 * the others are taken apart component by component, since Flink's own extraction knows no {@link
 * LocalDate}.
 */
public final class Types {
  private static final Map<Class<?>, CompactForm<?>> FORMS =
      Stream.of(
              new ReportForm(),
              new ReportChangeForm(),
              new ReportUpdateForm(),
              new ReportSumForm(),
              new CountedChangeForm(),
              new ExpectedChangeForm(),
              new CellDeltaForm(),
              new FamilyCountsForm(),
              new FailureDeltaForm())
          .collect(Collectors.toUnmodifiableMap(CompactForm::type, Function.identity()));

  private Types() {}

  /**
   * The type of a record, or of several that have a form together.
   *
   * @throws IllegalArgumentException if Flink would not treat it as plain fields
   */
  public static <T> TypeInformation<T> of(Class<T> type) {
    CompactForm<?> form = FORMS.get(type);
    if (form != null) {
      @SuppressWarnings("unchecked") // it is the form of this type
      CompactForm<T> ofType = (CompactForm<T>) form;
      return new CompactType<>(ofType);
    }
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type + " is not a record");
    }
    return byField(type);
  }

  /** The type of a record that is written field by field, as Flink does it. */
  public static <T> TypeInformation<T> byField(Class<T> type) {
    Map<String, TypeInformation<?>> fields = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      fields.put(component.getName(), ofComponent(component.getGenericType()));
    }
    TypeInformation<T> information = org.apache.flink.api.common.typeinfo.Types.POJO(type, fields);
    if (!(information instanceof PojoTypeInfo)) {
      throw new IllegalArgumentException(type + " is not serialised field by field");
    }
    return information;
  }

  private static TypeInformation<?> ofComponent(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return org.apache.flink.api.common.typeinfo.Types.LIST(ofComponent(arguments[0]));
      }
      if (generic.getRawType() == Map.class) {
        return org.apache.flink.api.common.typeinfo.Types.MAP(
            ofComponent(arguments[0]), ofComponent(arguments[1]));
      }
    } else if (type == LocalDate.class) {
      return org.apache.flink.api.common.typeinfo.Types.LOCAL_DATE;
    } else if (type instanceof Class<?> plain) {
      if (plain.isRecord()) {
        return of(plain);
      }
      if (plain.isArray() && plain.getComponentType().isRecord()) {
        return ObjectArrayTypeInfo.getInfoFor(of(plain.getComponentType()));
      }
      return TypeInformation.of(plain);
    }
    throw new IllegalArgumentException("no plain type: " + type);
  }
}
