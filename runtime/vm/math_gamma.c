/* math_gamma.c - Error functions and the Gamma function.
 *
 * Source for erfinv: Wichura, algorithm AS 241.
 * SPDX-License-Identifier: MIT
 */
#include "vm/math_float.h"

/* --- Error functions ------------------------------------------------------- */

/* erf (1), cut to 24 bits. */
static const double erf_of_1 = 8.45062911510467529297e-01;

/* (erf (x) - x) / x for x < 0.84375. */
static double
erf_near_0 (double x)
{
  static const double p[] = { 1.28379167095512558561e-01, -3.25042107247001499370e-01,
                              -2.84817495755985104766e-02, -5.77027029648944159157e-03,
                              -2.37630166566501626084e-05 };
  static const double q[] = { 1, 3.97917223959155352819e-01, 6.50222499887672944485e-02,
                              5.08130628187576562776e-03, 1.32494738004321644526e-04,
                              -3.96022827877536812320e-06 };
  double z = x * x;

  return ILV_MATH_RISING (p, z) / ILV_MATH_RISING (q, z);
}

/* erf (x) - erf_of_1 for 0.84375 <= x < 1.25. */
static double
erf_near_1 (double x)
{
  static const double p[] = { -2.36211856075265944077e-03, 4.14856118683748331666e-01,
                              -3.72207876035701323847e-01, 3.18346619901161753674e-01,
                              -1.10894694282396677476e-01, 3.54783043256182359371e-02,
                              -2.16637559486879084300e-03 };
  static const double q[] = { 1, 1.06420880400844228286e-01, 5.40397917702171048937e-01,
                              7.18286544141962662868e-02, 1.26171219808761642112e-01,
                              1.36370839120290507362e-02, 1.19844998467991074170e-02 };
  double s = x - 1;

  return ILV_MATH_RISING (p, s) / ILV_MATH_RISING (q, s);
}

/* x * erfc (x) for x >= 1.25. */
static double
erfc_of_large (double x)
{
  static const double ra[] = { -9.86494403484714822705e-03, -6.93858572707181764372e-01,
                               -1.05586262253232909814e+01, -6.23753324503260060396e+01,
                               -1.62396669462573470355e+02, -1.84605092906711035994e+02,
                               -8.12874355063065934246e+01, -9.81432934416914548592e+00 };
  static const double sa[] = { 1, 1.96512716674392571292e+01, 1.37657754143519042600e+02,
                               4.34565877475229228821e+02, 6.45387271733267880336e+02,
                               4.29008140027567833386e+02, 1.08635005541779435134e+02,
                               6.57024977031928170135e+00, -6.04244152148580987438e-02 };
  static const double rb[] = { -9.86494292470009928597e-03, -7.99283237680523006574e-01,
                               -1.77579549177547519889e+01, -1.60636384855821916062e+02,
                               -6.37566443368389627722e+02, -1.02509513161107724954e+03,
                               -4.83519191608651397019e+02 };
  static const double sb[] = { 1, 3.03380607434824582924e+01, 3.25792512996573918826e+02,
                               1.53672958608443695994e+03, 3.19985821950859553908e+03,
                               2.55305040643316442583e+03, 4.74528541206955367215e+02,
                               -2.24409524465858183362e+01 };
  double s = 1 / (x * x), ratio, z;

  if (x < 2.85714285714285714285714)
    ratio = ILV_MATH_RISING (ra, s) / ILV_MATH_RISING (sa, s);
  else
    ratio = ILV_MATH_RISING (rb, s) / ILV_MATH_RISING (sb, s);
  /* The square of x's upper half is exact. */
  z = ilv_math_from_bits (ilv_math_bits (x) & 0xffffffff00000000);
  return ilv_math_exp (-z * z - 0.5625) * ilv_math_exp ((z - x) * (z + x) + ratio);
}

double
ilv_math_erf (double x)
{
  double size = fabs (x), value;

  if (isnan (x))
    return x;
  if (size < 2.848094538889218e-306)
    value = 0.125 * (8.0 * size + 1.02703333676410069053e+00 * size);
  else if (size < 0x1p-28)
    value = size + 1.28379167095512586316e-01 * size;
  else if (size < 0.84375)
    value = size + size * erf_near_0 (size);
  else if (size < 1.25)
    value = erf_of_1 + erf_near_1 (size);
  else if (size >= 6)
    value = 1;
  else
    value = 1 - erfc_of_large (size) / size;
  return signbit (x) ? -value : value;
}

double
ilv_math_erfc (double x)
{
  double size = fabs (x), value;

  if (isnan (x))
    return x;
  if (size < 0.84375)
    {
      if (size < 0x1p-56)
        value = size;
      else if (size < 0.25)
        value = size + size * erf_near_0 (size);
      else
        value = 0.5 + (size * erf_near_0 (size) + (size - 0.5));
      return x < 0 ? 1 + value : 1 - value;
    }
  if (size < 1.25)
    return x < 0 ? 1 + erf_of_1 + erf_near_1 (size) : 1 - erf_of_1 - erf_near_1 (size);
  if (size >= 28 || x < -6)
    return x < 0 ? 2 : 0;
  value = erfc_of_large (size) / size;
  return x < 0 ? 2 - value : value;
}

double
ilv_math_erfinv (double x)
{
  static const double a[] = { 8.8709406962545514830200e2, 1.1819493347062294404278e4,
                              2.3782041382114385731252e4, 1.6235862515167575384252e4,
                              4.8548868893843886794648e3, 6.9706266534389598238465e2,
                              4.7072688112383978012285e1, 1.1975323115670912564578e0 };
  static const double b[] = { 5.2264952788528545610e3, 2.8729085735721942674e4,
                              3.9307895800092710610e4, 2.1213794301586595867e4,
                              5.3941960214247511077e3, 6.8718700749205790830e2,
                              4.2313330701600911252e1, 1.0000000000000000000e0 };
  static const double c[] = { 7.74545014278341407640e-4, 2.27238449892691845833e-2,
                              2.41780725177450611770e-1, 1.27045825245236838258e0,
                              3.64784832476320460504e0, 5.76949722146069140550e0,
                              4.63033784615654529590e0, 1.42343711074968357734e0 };
  static const double d[] = { 1.4859850019840355905497876e-9, 7.7441459065157709165577218e-4,
                              2.1494160384252876777097297e-2, 2.0945065210512749128288442e-1,
                              9.7547832001787427186894837e-1, 2.3707661626024532365971225e0,
                              2.9036514445419946173133295e0, 1.4142135623730950488016887e0 };
  static const double e[] = { 2.01033439929228813265e-7, 2.71155556874348757815e-5,
                              1.24266094738807843860e-3, 2.65321895265761230930e-2,
                              2.96560571828504891230e-1, 1.78482653991729133580e0,
                              5.46378491116411436990e0, 6.65790464350110377720e0 };
  static const double f[] = { 2.891024605872965461538222e-15, 2.010321207683943062279931e-7,
                              2.611088405080593625138020e-5, 1.112800997078859844711555e-3,
                              2.103693768272068968719679e-2, 1.936480946950659106176712e-1,
                              8.482908416595164588112026e-1, 1.414213562373095048801689e0 };
  double size = fabs (x), r, value;

  if (!(size <= 1))
    return NAN;
  if (size == 1)
    return copysign (INFINITY, x);
  if (size <= 0.85)
    {
      r = 0.180625 - 0.25 * size * size;
      value = size * ILV_MATH_FALLING (a, r) / ILV_MATH_FALLING (b, r);
    }
  else
    {
      r = sqrt (0.693147180559945309417232121458176568 - ilv_math_log (1.0 - size));
      value = r <= 5.0 ? ILV_MATH_FALLING (c, r - 1.6) / ILV_MATH_FALLING (d, r - 1.6)
                       : ILV_MATH_FALLING (e, r - 5.0) / ILV_MATH_FALLING (f, r - 5.0);
    }
  return signbit (x) ? -value : value;
}

/* --- Gamma ------------------------------------------------------------------ */

/* Stirling's formula for x > 33, as two factors: one alone may be too large. */
static double
stirling (double x, double *factor)
{
  static const double s[] = { 7.87311395793093628397e-04, -2.29549961613378126380e-04,
                              -2.68132617805781232825e-03, 3.47222221605458667310e-03,
                              8.33333333333482257126e-02 };
  const double root_of_two_pi = 2.506628274631000502417;
  double w = 1 / x, power, y;

  if (x > 200)
    {
      *factor = 1;
      return INFINITY;
    }
  w = 1 + w * ILV_MATH_FALLING (s, w);
  y = ilv_math_exp (x);
  if (x <= 143.01608)
    {
      *factor = root_of_two_pi * w * 1.0;
      return ilv_math_pow (x, x - 0.5) / y;
    }
  power = ilv_math_pow (x, 0.5 * x - 0.25);
  *factor = root_of_two_pi * w * (power / y);
  return power;
}

/* By reflection, for x < -33, no whole number. */
static double
gamma_of_negative (double x)
{
  double size = -x, whole = floor (size), sign = fmod (whole, 2) == 0 ? -1 : 1;
  double z = size - whole, first, second, product;

  if (z > 0.5)
    z = size - (whole + 1);
  z = size * ilv_math_sin (ILV_MATH_PI * z);
  if (z == 0)
    return sign * INFINITY;
  first = stirling (size, &second);
  product = fabs (z) * first * second;
  return sign
         * (isinf (product) ? ILV_MATH_PI / fabs (z) / first / second : ILV_MATH_PI / product);
}

double
ilv_math_gamma (double x)
{
  static const double p[] = { 1.60119522476751861407e-04, 1.19135147006586384913e-03,
                              1.04213797561761569935e-02, 4.76367800457137231464e-02,
                              2.07448227648435975150e-01, 4.94214826801497100753e-01,
                              9.99999999999999996796e-01 };
  static const double q[] = { -2.31581873324120129819e-05, 5.39605580493303397842e-04,
                              -4.45641913851797240494e-03, 1.18139785222060435552e-02,
                              3.58236398605498653373e-02, -2.34591795718243348568e-01,
                              7.14304917030273074085e-02, 1.00000000000000000320e+00 };
  double z = 1;

  if (isnan (x) || (x < 0 && trunc (x) == x))
    return NAN;
  if (x == INFINITY)
    return x;
  if (x == 0)
    return copysign (INFINITY, x);
  if (x > 33)
    {
      double second, first = stirling (x, &second);

      return first * second;
    }
  if (x < -33)
    return gamma_of_negative (x);
  while (x >= 3)
    {
      x -= 1;
      z *= x;
    }
  while (x < 2 && !(x > -1e-09 && x < 1e-09))
    {
      z /= x;
      x += 1;
    }
  if (x < 2)
    return x == 0 ? INFINITY
                  : z / ((1 + 0.57721566490153286060651209008240243104215933593992 * x) * x);
  if (x == 2)
    return z;
  x -= 2;
  return z * ILV_MATH_FALLING (p, x) / ILV_MATH_FALLING (q, x);
}

/* --- Logarithm of Gamma ------------------------------------------------------- */

/* -sin (pi * x) for x > 0, precise for large x, too. */
static double
minus_sin_pi (double x)
{
  int eighths;

  if (x < 0.25)
    return -ilv_math_sin (ILV_MATH_PI * x);
  /* All floats from 2^53 on are even. */
  x = x >= 0x1p53 ? 0 : fmod (x, 2);
  eighths = (int) (x * 4);
  switch (eighths)
    {
    case 0:
      return -ilv_math_sin (ILV_MATH_PI * x);
    case 1:
    case 2:
      return -ilv_math_cos (ILV_MATH_PI * (0.5 - x));
    case 3:
    case 4:
      return -ilv_math_sin (ILV_MATH_PI * (1 - x));
    case 5:
    case 6:
      return ilv_math_cos (ILV_MATH_PI * (x - 1.5));
    default:
      return -ilv_math_sin (ILV_MATH_PI * (x - 2));
    }
}

/* Near 1 or 2, @y below it. */
static double
lgamma_below (double y)
{
  static const double even[] = { 7.72156649015328655494e-02, 6.73523010531292681824e-02,
                                 7.38555086081402883957e-03, 1.19270763183362067845e-03,
                                 2.20862790713908385557e-04, 2.52144565451257326939e-05 };
  static const double odd[] = { 3.22467033424113591611e-01, 2.05808084325167332806e-02,
                                2.89051383673415629091e-03, 5.10069792153511336608e-04,
                                1.08011567247583939954e-04, 4.48640949618915160150e-05 };
  double z = y * y;

  return y * ILV_MATH_RISING (even, z) + z * ILV_MATH_RISING (odd, z) - 0.5 * y;
}

/* Near the least value, @y from where that is. */
static double
lgamma_near_least (double y)
{
  static const double t0[] = { 4.83836122723810047042e-01, -3.27885410759859649565e-02,
                               6.10053870246291332635e-03, -1.40346469989232843813e-03,
                               3.15632070903625950361e-04 };
  static const double t1[] = { -1.47587722994593911752e-01, 1.79706750811820387126e-02,
                               -3.68452016781138256760e-03, 8.81081882437654011382e-04,
                               -3.12754168375120860518e-04 };
  static const double t2[] = { 6.46249402391333854778e-02, -1.03142241298341437450e-02,
                               2.25964780900612472250e-03, -5.38595305356740546715e-04,
                               3.35529192635519073543e-04 };
  double z = y * y, w = z * y;

  return -1.21486290535849611461e-01
         + (z * ILV_MATH_RISING (t0, w)
            - (-3.63867699703950536541e-18
               - w * (ILV_MATH_RISING (t1, w) + y * ILV_MATH_RISING (t2, w))));
}

/* Near 1, @y above it. */
static double
lgamma_above (double y)
{
  static const double u[] = { -7.72156649015328655494e-02, 6.32827064025093366517e-01,
                              1.45492250137234768737e+00, 9.77717527963372745603e-01,
                              2.28963728064692451092e-01, 1.33810918536787660377e-02 };
  static const double v[] = { 1, 2.45597793713041134822e+00, 2.12848976379893395361e+00,
                              7.69285150456672783825e-01, 1.04222645593369134254e-01,
                              3.21709242282423911810e-03 };

  return -0.5 * y + y * ILV_MATH_RISING (u, y) / ILV_MATH_RISING (v, y);
}

static double
lgamma_below_2 (double x)
{
  double added;

  if (x >= 1.731632144968362245)
    return lgamma_below (2 - x);
  if (x >= 1.191632144968362245)
    return lgamma_near_least (x - 1.46163214496836224576e+00);
  if (x > 0.9)
    return lgamma_above (x - 1);
  /* Gamma (x) is Gamma (x + 1) / x. */
  added = -ilv_math_log (x);
  if (x >= 0.731632144968362245)
    return added + lgamma_below (1 - x);
  if (x >= 0.191632144968362245)
    return added + lgamma_near_least (x - 0.46163214496836224576e+00);
  return added + lgamma_above (x);
}

static double
lgamma_below_8 (double x)
{
  static const double s[] = { -7.72156649015328655494e-02, 2.14982415960608852501e-01,
                              3.25778796408930981787e-01, 1.46350472652464452805e-01,
                              2.66422703033638609560e-02, 1.84028451407337715652e-03,
                              3.19475326584100867617e-05 };
  static const double r[] = { 1, 1.39200533467621045958e+00, 7.21935547567138069525e-01,
                              1.71933865632803078993e-01, 1.86459191715652901344e-02,
                              7.77942496381893596434e-04, 7.32668430744625636189e-06 };
  int whole = (int) x;
  double y = x - whole, product = 1;
  double value = 0.5 * y + y * ILV_MATH_RISING (s, y) / ILV_MATH_RISING (r, y);

  if (whole < 3)
    return value;
  for (int i = whole - 1; i >= 2; i--)
    product *= y + i;
  return value + ilv_math_log (product);
}

static double
lgamma_positive (double x)
{
  static const double w[] = { 8.33333333333329678849e-02, -2.77777777728775536470e-03,
                              7.93650558643019558500e-04, -5.95187557450339963135e-04,
                              8.36339918996282139126e-04, -1.63092934096575273989e-03 };
  double z = 1 / x;

  if (x == 1 || x == 2)
    return 0;
  if (x < 2)
    return lgamma_below_2 (x);
  if (x < 8)
    return lgamma_below_8 (x);
  if (x >= 0x1p58)
    return x * (ilv_math_log (x) - 1);
  return (x - 0.5) * (ilv_math_log (x) - 1)
         + (4.18938533204672725052e-01 + z * ILV_MATH_RISING (w, z * z));
}

double
ilv_math_lgamma (double x, int *sign)
{
  double size = fabs (x), sine;

  *sign = 1;
  if (!isfinite (x))
    return x;
  if (x == 0)
    return INFINITY;
  if (size < 0x1p-70)
    {
      *sign = x < 0 ? -1 : 1;
      return -ilv_math_log (size);
    }
  if (x > 0)
    return lgamma_positive (x);
  sine = size >= 0x1p52 ? 0 : minus_sin_pi (size);
  if (sine == 0)
    return INFINITY;
  *sign = sine < 0 ? -1 : 1;
  return ilv_math_log (ILV_MATH_PI / fabs (sine * size)) - lgamma_positive (size);
}
