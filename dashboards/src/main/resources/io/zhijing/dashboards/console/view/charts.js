// Draws each chart of a page from the JSON beside it. What a chart says, its table says too.
/* global echarts */

const INK = '#17222d';
const QUIET = '#51606d';
const LINE = '#d6dde3';
const FONT =
  'system-ui, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const LEVELS = { red: '#c4211c', orange: '#e06c00', yellow: '#d9ae00', blue: '#1c6fd1' };
const SHAPES = { red: '⬣', orange: '▲', yellow: '◆', blue: '●' };
const BANDS = { red: 0.16, orange: 0.16, yellow: 0.2, blue: 0.12 };
const COLUMNS = [
  '#3f7fc4', '#e0922f', '#4d9a6a', '#a45fa8', '#c8595a', '#6f7f8f', '#2f9fa6', '#b59a2d',
];
const NARROW = 520;
const LONGEST_GAP = 8;
const MOST_SHOWN_AT_FIRST = 190;
const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

const stripes = {
  symbol: 'rect',
  color: 'rgba(196, 33, 28, 0.45)',
  dashArrayX: [1, 0],
  dashArrayY: [2, 4],
  rotation: -Math.PI / 4,
};

function band(each) {
  const style =
    each.kind === 'no_data'
      ? { color: '#aab4bd', opacity: 0.35 }
      : each.kind === 'broken'
        ? { color: 'rgba(196, 33, 28, 0.10)', decal: stripes }
        : { color: LEVELS[each.kind] || '#7a8792', opacity: BANDS[each.kind] || 0.15 };
  return [{ xAxis: each.from, name: each.text, itemStyle: style }, { xAxis: each.to }];
}

function areas(plot) {
  return {
    silent: true,
    label: { show: false },
    data: plot.bands.map(band),
  };
}

function marks(plot) {
  return {
    symbol: 'none',
    silent: true,
    animation: false,
    data: plot.marks.map((mark) => ({
      xAxis: mark.at,
      lineStyle: { color: LEVELS[mark.kind] || QUIET, type: 'solid', width: 1.5 },
      label: {
        show: true,
        distance: 0,
        fontSize: 13,
        color: LEVELS[mark.kind] || QUIET,
        formatter: SHAPES[mark.kind] || '●',
      },
    })),
  };
}

// Dots where a line is too short to be seen as one.
function dots(values) {
  return values.filter((value) => value !== null).length < 8 ? 'circle' : 'none';
}

// A window is judged on days with reports. A line goes on over a few days without; it breaks where
// nothing is known, and where more than a week is missing.
function joinedPoints(plot, values) {
  const unknown = new Set();
  plot.bands
    .filter((each) => each.kind === 'no_data' || each.kind === 'broken')
    .forEach((each) => {
      for (let at = plot.x.indexOf(each.from); at >= 0 && plot.x[at] <= each.to; at += 1) {
        unknown.add(at);
      }
    });
  const points = [];
  let last = null;
  values.forEach((value, at) => {
    if (value === null) {
      return;
    }
    if (last !== null && at - last > 1) {
      const isOver = at - last > LONGEST_GAP;
      const isUnknown = [...unknown].some((each) => last < each && each < at);
      if (isOver || isUnknown) {
        points.push([last + 1, null]);
      }
    }
    points.push([at, value]);
    last = at;
  });
  return points;
}

function series(line, index, plot) {
  const common = { name: line.name, data: line.values, animation: !still, animationDuration: 300 };
  const joined = { data: joinedPoints(plot, line.values), symbol: dots(line.values) };
  switch (line.role) {
    case 'observed':
      return {
        ...common,
        type: 'line',
        ...joined,
        symbolSize: 5,
        lineStyle: { width: 2 },
        itemStyle: { color: '#12508f' },
        z: 4,
        markLine: marks(plot),
        markArea: areas(plot),
      };
    case 'expected':
      return {
        ...common,
        type: 'line',
        ...joined,
        symbolSize: 4,
        lineStyle: { width: 1.6, type: [6, 4] },
        itemStyle: { color: '#5c6b78' },
        z: 3,
      };
    case 'upper':
      return {
        ...common,
        type: 'line',
        ...joined,
        symbolSize: 4,
        lineStyle: { width: 1.6, type: [2, 3] },
        itemStyle: { color: '#b3420e' },
        z: 3,
      };
    case 'daily':
      return {
        ...common,
        type: 'bar',
        xAxisIndex: 1,
        yAxisIndex: 1,
        barMaxWidth: 6,
        itemStyle: { color: '#a9c8e8' },
      };
    default: {
      const columns = plot.lines.filter((each) => each.role === 'column').length;
      return {
        ...common,
        type: 'bar',
        stack: columns > 1 ? 'all' : undefined,
        barMaxWidth: 28,
        itemStyle: { color: COLUMNS[index % COLUMNS.length] },
      };
    }
  }
}

// Built node by node: nothing in a name can become markup, and no style stands in the text.
function hint(plot, at, colours) {
  const box = document.createElement('div');
  box.className = 'hint-box';
  const head = document.createElement('strong');
  head.textContent = plot.x[at];
  box.append(head);
  plot.lines.forEach((line, index) => {
    const text = line.texts[at];
    if (!text) {
      return;
    }
    const row = document.createElement('div');
    const dot = document.createElement('span');
    dot.style.cssText = 'display:inline-block;width:9px;height:9px;margin-right:6px';
    dot.style.background = colours[index];
    row.append(dot, `${line.name} ${text}`);
    box.append(row);
  });
  const today = plot.x[at];
  const happened = plot.marks.filter((mark) => mark.at === today).map((mark) => mark.text);
  const within = plot.bands
    .filter((each) => each.from <= today && today <= each.to)
    .map((each) => each.text);
  [...new Set([...happened, ...within])].forEach((text) => {
    const row = document.createElement('div');
    row.textContent = text;
    box.append(row);
  });
  return box;
}

function axes(plot, isSplit, narrow) {
  const label = { color: QUIET, fontFamily: FONT, hideOverlap: true };
  const x = {
    type: 'category',
    data: plot.x,
    axisLine: { lineStyle: { color: '#9aa8b5' } },
    axisTick: { show: false },
    axisLabel: { ...label, show: !isSplit },
  };
  const y = {
    type: 'value',
    min: 0,
    splitNumber: narrow ? 3 : 4,
    axisLabel: label,
    splitLine: { lineStyle: { color: '#e9edf1' } },
  };
  if (!isSplit) {
    return { xAxis: [x], yAxis: [y] };
  }
  return {
    xAxis: [x, { ...x, gridIndex: 1, axisLabel: { ...label, show: true } }],
    yAxis: [y, { ...y, gridIndex: 1, splitNumber: 1, minInterval: 1 }],
  };
}

function option(plot, narrow) {
  const daily = plot.lines.find((line) => line.role === 'daily');
  const isSplit = Boolean(daily) && daily.values.some((value) => value !== null);
  const shown = plot.lines.filter((line) => line.role !== 'daily' || isSplit);
  const drawn = shown.map((line, index) => series(line, index, plot));
  const colours = plot.lines.map((line) => {
    const at = shown.indexOf(line);
    return at < 0 ? 'transparent' : drawn[at].itemStyle.color;
  });
  const side = { left: isSplit ? 24 : 12, right: 30, containLabel: true };
  const bottom = plot.zoomable ? 44 : 4;
  const grid = isSplit
    ? [
        { ...side, top: narrow ? 62 : 40, bottom: bottom + 92 },
        { ...side, height: 66, bottom },
      ]
    : [{ ...side, top: shown.length > 3 ? 58 : 36, bottom }];
  const zoom = isSplit ? [0, 1] : [0];
  return {
    textStyle: { color: INK, fontFamily: FONT },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 22,
      itemHeight: 10,
      textStyle: { color: INK, fontFamily: FONT },
      data: shown.map((line) => line.name),
    },
    grid,
    ...axes(plot, isSplit, narrow),
    axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: '#7a8792' } },
    tooltip: {
      trigger: 'axis',
      confine: true,
      borderColor: LINE,
      transitionDuration: still ? 0 : 0.2,
      textStyle: { color: INK, fontFamily: FONT, fontSize: 13 },
      formatter: (points) => hint(plot, plot.x.indexOf(points[0].axisValue), colours),
    },
    dataZoom: plot.zoomable
      ? [
          { type: 'inside', xAxisIndex: zoom, zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false },
          {
            type: 'slider',
            xAxisIndex: zoom,
            height: 22,
            bottom: 8,
            brushSelect: false,
            ...firstShown(plot),
          },
        ]
      : [],
    series: drawn,
  };
}

// Of a long series the last half year is shown first; the whole is one pull away.
function firstShown(plot) {
  return plot.x.length > MOST_SHOWN_AT_FIRST && plot.marks.length === 0 && plot.bands.length === 0
    ? { startValue: plot.x.length - MOST_SHOWN_AT_FIRST, endValue: plot.x.length - 1 }
    : {};
}

function follow(chart, plot) {
  if (plot.links.length === 0) {
    return;
  }
  chart.getZr().on('click', (event) => {
    const point = [event.offsetX, event.offsetY];
    const inside = [0, 1].find((grid) => chart.containPixel({ gridIndex: grid }, point));
    if (inside === undefined) {
      return;
    }
    const [at] = chart.convertFromPixel({ gridIndex: inside }, point);
    const link = plot.links[Math.round(at)];
    if (link) {
      window.location.assign(link);
    }
  });
}

function draw(box) {
  const data = document.getElementById(box.dataset.plot);
  if (!data || echarts.getInstanceByDom(box)) {
    return;
  }
  const plot = JSON.parse(data.textContent);
  const chart = echarts.init(box, null, { renderer: 'canvas' });
  chart.setOption(option(plot, box.clientWidth < NARROW));
  follow(chart, plot);
  new ResizeObserver(() => chart.resize()).observe(box);
}

export function drawAll(root) {
  root.querySelectorAll('[data-plot]').forEach(draw);
}

drawAll(document);
document.addEventListener('zhijing:replaced', (event) => drawAll(event.detail.root));
