@rem Written by 'db init': runs the 'db' commands of Headway @version@, as the script without .cmd does.
@echo off
setlocal
set "version=@version@"
set "sha256=@sha256@"
set "root=%~dp0"
set "HEADWAY_COMMAND=%~n0"
set "module=@module@"
for %%v in (current upgrade downgrade stamp wait migrate resolve repair) do if "%~1"=="%%v" goto application

set "jar=%HEADWAY_CLI_JAR%"
if defined jar goto java
set "target=%USERPROFILE%\.headway\cli\%version%\headway-cli.jar"
call :compare "%target%"
if defined jar goto java
call :compare "%USERPROFILE%\.m2\repository\dev\headway\headway-cli\%version%\headway-cli-%version%-runnable.jar"
if defined jar goto java
if exist "%target%" (
  echo %target% does not match the SHA-256 in $0. Delete it, then try again.>&2
  exit /b 1
)
if not defined HEADWAY_REPOSITORY set "HEADWAY_REPOSITORY=@repository@"
set "url=%HEADWAY_REPOSITORY%/dev/headway/headway-cli/%version%/headway-cli-%version%-runnable.jar"
if defined CI (
  echo headway-cli.jar %version% is missing. Fetch %url% to %target%>&2
  exit /b 1
)
echo Fetching %url%>&2
powershell -NoProfile -Command "$ErrorActionPreference = 'Stop'; New-Item -ItemType Directory -Force (Split-Path $env:target) | Out-Null; Invoke-WebRequest -UseBasicParsing -Uri $env:url -OutFile $env:target"
if errorlevel 1 exit /b 1
call :compare "%target%"
if defined jar goto java
del "%target%"
echo %url% does not match the SHA-256 in %~nx0, so it was deleted.>&2
exit /b 1

:java
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
echo %* | findstr /c:"--location" >nul
if errorlevel 1 (
  "%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "%jar%" @options@ %*
) else (
  "%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "%jar%" %*
)
exit /b %errorlevel%

:application
set "maven=mvn"
if exist "%root%mvnw.cmd" set "maven=%root%mvnw.cmd"
set "HEADWAY_EXIT_CODE_FILE=%TEMP%\headway-%RANDOM%%RANDOM%.txt"
call "%maven%" -q -f "%root%%module%\pom.xml" spring-boot:run "-Dspring-boot.run.arguments=db %*"
set "code=%errorlevel%"
if exist "%HEADWAY_EXIT_CODE_FILE%" (
  set /p code=<"%HEADWAY_EXIT_CODE_FILE%"
  del "%HEADWAY_EXIT_CODE_FILE%"
)
exit /b %code%

:compare
if not exist "%~1" exit /b
for /f "skip=1 delims=" %%h in ('certutil -hashfile "%~1" SHA256') do (
  if /i "%%h"=="%sha256%" set "jar=%~1"
  exit /b
)
exit /b
