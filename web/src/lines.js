// The lines of claims: dashed or dotted where they are not certain, beside each other
// where two actors have several, with a head at the end of those that have a direction
// and a cross on those that are denied. All lengths are pixels of the screen.

import { EdgeProgram } from "sigma/rendering";
import { floatColor } from "sigma/utils";
import { setUniforms, UNIFORMS } from "./uniforms.js";

const VERTEX = /* glsl */ `
attribute vec2 a_corner;
attribute vec2 a_start;
attribute vec2 a_end;
attribute vec2 a_radii;
attribute vec2 a_width;
attribute vec2 a_dash;
attribute vec2 a_signs;
attribute vec4 a_color;
attribute vec4 a_id;

uniform mat3 u_matrix;
uniform vec2 u_resolution;
uniform float u_sizeRatio;

varying vec2 v_place;
varying float v_length;
varying float v_width;
varying float v_head;
varying float v_cross;
varying vec2 v_dash;
varying vec4 v_color;

vec2 pixels(vec2 position) {
  return (u_matrix * vec3(position, 1.0)).xy * u_resolution / 2.0;
}

void main() {
  float scale = 1.0 / u_sizeRatio;
  vec2 start = pixels(a_start);
  vec2 way = pixels(a_end) - start;
  float distance = max(length(way), 0.001);
  vec2 along = way / distance;
  vec2 across = vec2(-along.y, along.x);
  float near = a_radii.x * scale + 1.5;
  float far = max(near, distance - a_radii.y * scale - 2.0);
  v_width = max(a_width.x * scale, 1.0);
  v_head = a_signs.x * (6.0 + 1.4 * v_width);
  v_cross = a_signs.y;
  v_dash = a_dash;
  v_length = far - near;
  float reach = max(max(v_width * 0.5, v_head * 0.42), 5.0) + 1.0;
  v_place = vec2(a_corner.x * v_length, a_corner.y * reach);
  vec2 place = start + along * (near + v_place.x) + across * (v_place.y - a_width.y * scale);
  gl_Position = vec4(place * 2.0 / u_resolution, 0.0, 1.0);
  #ifdef PICKING_MODE
  v_color = a_id;
  v_color.a *= 255.0 / 254.0;
  #else
  v_color = a_color;
  #endif
}
`;

const FRAGMENT = /* glsl */ `
precision highp float;

varying vec2 v_place;
varying float v_length;
varying float v_width;
varying float v_head;
varying float v_cross;
varying vec2 v_dash;
varying vec4 v_color;

const vec3 DENIAL = vec3(0.753, 0.137, 0.173);

void main() {
  float aside = abs(v_place.y);
  #ifdef PICKING_MODE
  if (aside > max(v_width * 0.5, 3.0)) discard;
  gl_FragColor = v_color;
  #else
  float rest = v_length - v_place.x;
  float ink = clamp(v_width * 0.5 + 0.5 - aside, 0.0, 1.0) * step(v_head, rest);
  if (v_dash.x > 0.0) ink *= step(mod(v_place.x, v_dash.x + v_dash.y), v_dash.x);
  if (rest < v_head) ink = clamp(rest * 0.42 + 0.5 - aside, 0.0, 1.0);
  vec4 color = vec4(v_color.rgb, 1.0) * ink * 0.8;
  vec2 arm = abs(vec2(v_place.x - v_length * 0.5, v_place.y));
  if (v_cross > 0.5 && max(arm.x, arm.y) < 5.0) {
    float on = clamp(1.8 - abs(arm.x - arm.y) * 0.7071, 0.0, 1.0);
    color = mix(color, vec4(DENIAL, 1.0), on);
  }
  gl_FragColor = color;
  #endif
}
`;

const CORNERS = [[0, -1], [1, -1], [0, 1], [0, 1], [1, -1], [1, 1]];

export class LineProgram extends EdgeProgram {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: CORNERS.length,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_start", size: 2, type: FLOAT },
        { name: "a_end", size: 2, type: FLOAT },
        { name: "a_radii", size: 2, type: FLOAT },
        { name: "a_width", size: 2, type: FLOAT },
        { name: "a_dash", size: 2, type: FLOAT },
        { name: "a_signs", size: 2, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: CORNERS,
    };
  }

  processVisibleItem(id, start, source, target, data) {
    const [ink, gap] = data.dash;
    this.array.set(
      [
        source.x, source.y, target.x, target.y, source.size, target.size,
        data.size, data.aside, ink, gap, data.head ? 1 : 0, data.cross ? 1 : 0,
        floatColor(data.color), id,
      ],
      start,
    );
  }

  setUniforms(params, info) {
    setUniforms(params, info);
  }
}
