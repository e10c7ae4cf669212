// The map of the region. The list beside it says the same, and leads to the same places.
/* global echarts */

const FILLS = {
  red: '#d8362f',
  orange: '#ee8a33',
  yellow: '#f3d34a',
  blue: '#7db3ec',
  none: '#edf1f4',
};
const FONT =
  'system-ui, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
let shapes = null;

async function load(address) {
  if (shapes === null) {
    const answer = await fetch(address, { headers: { Accept: 'application/geo+json, application/json' } });
    if (!answer.ok) {
      throw new Error(`no map: ${answer.status}`);
    }
    shapes = await answer.json();
  }
  return shapes;
}

function hint(place) {
  const box = document.createElement('div');
  const name = document.createElement('strong');
  name.textContent = place.name;
  const text = document.createElement('div');
  text.textContent = place.open > 0 ? `${place.levelName} · ${place.text}` : place.text;
  box.append(name, text);
  return box;
}

function row(code) {
  return document.querySelector(`#place-list tr[data-code="${CSS.escape(code)}"]`);
}

function option(data, name) {
  const places = data.places;
  return {
    tooltip: {
      trigger: 'item',
      confine: true,
      borderColor: '#d6dde3',
      textStyle: { color: '#17222d', fontFamily: FONT, fontSize: 13 },
      formatter: (item) => (places[item.name] ? hint(places[item.name]) : ''),
    },
    series: [
      {
        type: 'map',
        map: name,
        nameProperty: 'code',
        aspectScale: 0.75,
        left: 4,
        right: 4,
        top: 4,
        bottom: 4,
        selectedMode: false,
        animation: false,
        label: {
          show: true,
          fontFamily: FONT,
          fontSize: 11,
          color: '#17222d',
          textBorderColor: '#fff',
          textBorderWidth: 2,
          formatter: (item) => (places[item.name] ? places[item.name].name : ''),
        },
        labelLayout: { hideOverlap: true },
        itemStyle: { borderColor: '#8795a1', borderWidth: 0.8, areaColor: FILLS.none },
        emphasis: {
          label: { color: '#17222d' },
          itemStyle: { areaColor: null, borderColor: '#17222d', borderWidth: 2 },
        },
        data: Object.entries(places).map(([code, place]) => ({
          name: code,
          value: place.open,
          itemStyle: { areaColor: FILLS[place.level] || FILLS.none },
          emphasis: { itemStyle: { areaColor: FILLS[place.level] || FILLS.none } },
        })),
      },
    ],
  };
}

// What is pointed at on the map shows in the list, and the other way round, also by keyboard.
function join(chart, data) {
  chart.on('mouseover', (item) => row(item.name)?.classList.add('here'));
  chart.on('mouseout', (item) => row(item.name)?.classList.remove('here'));
  chart.on('click', (item) => {
    const place = data.places[item.name];
    if (place) {
      window.location.assign(place.link);
    }
  });
  document.querySelectorAll('#place-list tr[data-code]').forEach((each) => {
    const act = (type) => () =>
      chart.dispatchAction({ type, seriesIndex: 0, name: each.dataset.code });
    each.addEventListener('mouseenter', act('highlight'));
    each.addEventListener('focusin', act('highlight'));
    each.addEventListener('mouseleave', act('downplay'));
    each.addEventListener('focusout', act('downplay'));
  });
}

async function draw(box) {
  const data = JSON.parse(document.getElementById(box.dataset.map).textContent);
  const all = await load(data.geo);
  const features = all.features.filter((each) => each.properties.parent_code === data.within);
  if (features.length === 0) {
    box.hidden = true;
    return;
  }
  const name = `regions-${data.within}`;
  echarts.registerMap(name, { geoJSON: { type: 'FeatureCollection', features } });
  const chart = echarts.init(box, null, { renderer: 'canvas' });
  chart.setOption(option(data, name));
  join(chart, data);
  new ResizeObserver(() => chart.resize()).observe(box);
}

export function drawAll(root) {
  root.querySelectorAll('[data-map]').forEach(draw);
}

drawAll(document);
document.addEventListener('zhijing:replaced', (event) => drawAll(event.detail.root));
