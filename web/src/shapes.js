// The symbols of kinds of actor: polygons and stars, drawn by their rim in polar form.
// They are those of kg/look/style.py, of which `Shape.points` gives the corners.

import { NodeProgram } from "sigma/rendering";
import { floatColor } from "sigma/utils";
import { setUniforms, UNIFORMS } from "./uniforms.js";

const VERTEX = /* glsl */ `
attribute vec2 a_corner;
attribute vec2 a_position;
attribute float a_radius;
attribute vec3 a_shape;
attribute vec4 a_color;
attribute vec4 a_id;

uniform mat3 u_matrix;
uniform vec2 u_resolution;
uniform float u_sizeRatio;

varying vec2 v_place;
varying float v_radius;
varying vec3 v_shape;
varying vec4 v_color;

void main() {
  v_radius = a_radius / u_sizeRatio;
  v_place = a_corner * (v_radius + 2.0);
  v_shape = a_shape;
  vec2 centre = (u_matrix * vec3(a_position, 1.0)).xy;
  gl_Position = vec4(centre + v_place * 2.0 / u_resolution, 0.0, 1.0);
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
varying float v_radius;
varying vec3 v_shape;
varying vec4 v_color;

const float PI = 3.14159265;

float rim() {
  if (v_shape.x < 0.5) return v_radius;
  float half_side = PI / v_shape.x;
  float angle = atan(v_place.y, v_place.x) - v_shape.y;
  float from_corner = abs(mod(angle + half_side, 2.0 * half_side) - half_side);
  float reach = v_shape.z * sin(half_side);
  return v_radius * reach
    / (cos(from_corner) * reach - sin(from_corner) * (v_shape.z * cos(half_side) - 1.0));
}

void main() {
  float beyond = length(v_place) - rim();
  #ifdef PICKING_MODE
  if (beyond > 1.0) discard;
  gl_FragColor = v_color;
  #else
  float inside = clamp(0.5 - beyond, 0.0, 1.0);
  float halo = clamp(1.7 - beyond, 0.0, 1.0);
  gl_FragColor = vec4(mix(vec3(1.0), v_color.rgb, inside), 1.0) * halo;
  #endif
}
`;

const CORNERS = [[-1, -1], [1, -1], [-1, 1], [-1, 1], [1, -1], [1, 1]];

export class ShapeProgram extends NodeProgram {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: CORNERS.length,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_radius", size: 1, type: FLOAT },
        { name: "a_shape", size: 3, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: CORNERS,
    };
  }

  processVisibleItem(id, start, data) {
    const { sides, turn, reach } = data.shape;
    this.array.set(
      [data.x, data.y, data.size, sides, turn, reach, floatColor(data.color), id],
      start,
    );
  }

  setUniforms(params, info) {
    setUniforms(params, info);
  }
}
